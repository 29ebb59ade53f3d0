using Cortex.App.WebConsole;
using Cortex.App.WebConsole.Holding;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Engine;
using Cortex.Assistant.Pump;

namespace Cortex.App.Run;

/// <summary>
/// The loop as its terminal sees it, whoever holds the conversation: what this machine's devices do is done here, what a page does it
/// is told.
/// </summary>
internal sealed class SharedLoop(NativeTalk? native, ConsoleRoom console, AssistantEngine assistant) : IHandsFree
{
    private NativeTalk? Here => console.Floor.Holder.Kind is HolderKind.Native ? native : null;

    public PumpStatus Status => Here?.Status ?? new PumpStatus { IsReady = true, IsIdle = true, Phase = console.Floor.Remote?.Phase ?? TurnPhase.Idle };

    public bool IsMuted => Here?.IsMuted ?? console.Facts.IsMuted;

    public bool HasCamera => Here?.HasCamera ?? console.Facts.Camera.Has;

    public bool IsCameraOff => Here?.IsCameraOff ?? console.Facts.Camera.Off;

    public (double MicrophoneDb, double SpeakerDb) TakeLevels() => Here?.TakeLevels() ?? (double.NegativeInfinity, double.NegativeInfinity);

    public void Order(WearerCommand command, string source)
    {
        if (Here is { } here)
        {
            here.Order(command, source);
        }
        else if (!assistant.Order(command, source))
        {
            console.Tell(CommandNames.Of(command), source);
        }
    }
}
