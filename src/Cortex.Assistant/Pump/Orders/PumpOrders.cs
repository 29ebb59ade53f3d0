using Cortex.Assistant.Commands;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Pump;

/// <summary>Carries out what only the holder of the devices can: silence, repetition, volume, speed, microphone, camera. Any thread.</summary>
internal sealed class PumpOrders(DevicePump pump, Conductor conductor, PumpClock clock, ILogger logger, Action<PumpEvent> post)
{
    // The player needs some blocks to fade what it was cut in.
    private static readonly TimeSpan Fade = TimeSpan.FromMilliseconds(20);
    private const int MostTries = 25;
    private readonly Lock _gate = new();

    /// <summary>Does it.</summary>
    public void Do(WearerCommand command, string source)
    {
        Log.Ordered(logger, command);
        if (source is "voice" or "text")
        {
            conductor.NoteOrder();
        }

        if (command is WearerCommand.Repeat)
        {
            _ = RepeatAsync(source);
            return;
        }

        bool isDone, isTold;
        lock (_gate)
        {
            (isDone, isTold) = Act(command);
        }

        Tell(command, source, isDone, isTold);
    }

    private (bool IsDone, bool IsTold) Act(WearerCommand command)
    {
        switch (command)
        {
            case WearerCommand.Stop or WearerCommand.Quiet:
                var sounded = pump.Status.Phase is TurnPhase.Speaking;
                pump.StopAnswer();
                return (true, sounded);
            case WearerCommand.Louder or WearerCommand.Softer:
                var volume = pump.Volume;
                pump.Volume = VolumeSteps.Volume(volume, command is WearerCommand.Louder);
                return (Math.Abs(pump.Volume - volume) > 0.001f, false);
            case WearerCommand.Faster or WearerCommand.Slower:
                var speed = pump.Speed;
                pump.Speed = VolumeSteps.Speed(speed, command is WearerCommand.Faster);
                return (Math.Abs(pump.Speed - speed) > 0.001, false);
            case WearerCommand.Mute or WearerCommand.Unmute:
                pump.IsMuted = command is WearerCommand.Mute;
                return (true, false);
            case WearerCommand.CameraOn or WearerCommand.CameraOff when !pump.HasCamera:
                return (false, false);
            case WearerCommand.CameraOn or WearerCommand.CameraOff:
                var wasOff = pump.IsCameraOff;
                pump.IsCameraOff = command is WearerCommand.CameraOff;
                return (true, wasOff != pump.IsCameraOff);
            case WearerCommand.PairingCode:
                return (pump.CanPair, false);
            default:
                // Whoever holds the words says it; here it is only confirmed.
                return (true, false);
        }
    }

    private async Task RepeatAsync(string source)
    {
        pump.StopAnswer();
        var isDone = pump.Repeat();
        for (var i = 0; !isDone && i < MostTries && pump.Kept is { Sound.IsEmpty: false } && pump.Status is { IsClosed: false }; i++)
        {
            await Task.Delay(Fade, clock.Time).ConfigureAwait(false);
            isDone = pump.Repeat();
        }

        Tell(WearerCommand.Repeat, source, isDone, isTold: false);
    }

    private void Tell(WearerCommand command, string source, bool isDone, bool isTold) =>
        post(new OrderDone(clock.Now, pump.Status.Turn, command, source, isDone) { IsTold = isTold });
}
