using Cortex.Assistant.Commands;
using Cortex.Assistant.Engine;
using Cortex.Assistant.Pump;

namespace Cortex.App.Run;

/// <summary>A pump as the hands-free loop of a terminal.</summary>
/// <param name="pump">The devices.</param>
/// <param name="assistant">Who takes orders.</param>
internal sealed class PumpLoop(DevicePump pump, AssistantEngine assistant) : IHandsFree
{
    /// <summary>How often it is looked whether an answer still moves.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public PumpStatus Status => pump.Status;

    public bool IsMuted => pump.IsMuted;

    public bool HasCamera => pump.HasCamera;

    public bool IsCameraOff => pump.IsCameraOff;

    public (double MicrophoneDb, double SpeakerDb) TakeLevels()
    {
        var levels = pump.TakeLevels();
        return (levels.Microphone, levels.Speaker);
    }

    // While no conversation is open the device still does what a device can.
    public void Order(WearerCommand command, string source)
    {
        if (!assistant.Order(command, source))
        {
            pump.Do(command, source);
        }
    }

    /// <summary>Lasts as long as the conversation, or until the only recording was answered. What stands still is given up.</summary>
    /// <param name="ends">The microphone is a recording.</param>
    /// <param name="patience">So long nothing may move.</param>
    /// <param name="quit">Ends it; throws.</param>
    public async Task LastAsync(bool ends, TimeSpan patience, CancellationToken quit)
    {
        bool IsOver(PumpStatus now) =>
            now.Fault is not null || now is { IsClosed: true, IsIdle: true } || (ends && now is { Recordings: > 0, Turn: > 0, IsIdle: true, IsAway: false });

        while (!await pump.UntilAsync(IsOver, Look, quit))
        {
            if (pump.Elapsed - pump.LastSign < patience || pump.Status is { IsAway: true } or { IsReady: false })
            {
                continue;
            }

            if (!pump.Status.IsIdle)
            {
                pump.GiveUp();
            }
            else if (ends)
            {
                return;
            }
        }
    }
}
