using Cortex.Assistant.Battery;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Cues;
using Cortex.Assistant.Engine;

namespace Cortex.App.Run;

/// <summary>Tells that the battery runs low, and saves what is left: pictures cost the most.</summary>
internal static class RunBattery
{
    public static void Tell(AssistantEngine assistant, IHandsFree loop, CuePlayer cues, BatteryState state, bool stopsPictures)
    {
        cues.Play(Cue.BatteryLow);
        var switches = stopsPictures && !loop.IsCameraOff;
        if (switches)
        {
            loop.Order(WearerCommand.CameraOff, "battery");
        }

        assistant.Warn(state, switches);
    }
}
