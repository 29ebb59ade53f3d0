using Cortex.Assistant.Battery;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Cues;
using Cortex.Assistant.Engine;
using Cortex.Assistant.Pump;

namespace Cortex.App.Run;

/// <summary>Tells that the battery runs low, and saves what is left: pictures cost the most.</summary>
internal static class RunBattery
{
    public static void Tell(AssistantEngine assistant, DevicePump pump, CuePlayer cues, BatteryState state, bool stopsPictures)
    {
        cues.Play(Cue.BatteryLow);
        var switches = stopsPictures && !pump.IsCameraOff;
        if (switches && !assistant.Order(WearerCommand.CameraOff, "battery"))
        {
            pump.Do(WearerCommand.CameraOff, "battery");
        }

        assistant.Warn(state, switches);
    }
}
