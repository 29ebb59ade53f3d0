using Cortex.Assistant.Pump;

namespace Cortex.App.Run;

/// <summary>A pump as the hands-free loop of a terminal.</summary>
internal sealed class PumpLoop(DevicePump pump) : IHandsFree
{
    /// <summary>How often it is looked whether an answer still moves.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public PumpStatus Status => pump.Status;

    public bool IsMuted
    {
        get => pump.IsMuted;
        set => pump.IsMuted = value;
    }

    public bool HasCamera => pump.HasCamera;

    public bool IsCameraOff
    {
        get => pump.IsCameraOff;
        set => pump.IsCameraOff = value;
    }

    public (double MicrophoneDb, double SpeakerDb) TakeLevels()
    {
        var levels = pump.TakeLevels();
        return (levels.Microphone, levels.Speaker);
    }

    public void StopAnswer() => pump.StopAnswer();

    public bool Repeat() => pump.Repeat();

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
