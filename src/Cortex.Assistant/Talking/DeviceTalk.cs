using Cortex.Assistant.Pump;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Talking;

/// <summary>
/// A conversation that the wearer leads, at a microphone: it lasts until they have been silent for long, so many questions were
/// answered, or it is cancelled. One talk each.
/// </summary>
/// <param name="engine">What answers.</param>
/// <param name="setup">How.</param>
/// <param name="devices">Disposed by their owner.</param>
/// <param name="options">How the talk goes; its answer limit is the silence that ends it.</param>
/// <param name="time">The clock of everything.</param>
/// <param name="loggers">Where it logs.</param>
public sealed class DeviceTalk(ILiveEngine engine, Setup setup, PumpDevices devices, TalkOptions options, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>Talks.</summary>
    /// <param name="answers">Ends after so many questions; 0: never for that.</param>
    /// <param name="onStart">Called with the pump when it runs.</param>
    /// <param name="cancellationToken">Ends it cleanly: what came so far stays, nothing throws.</param>
    public Task<TalkResult> RunAsync(int answers, Action<DevicePump> onStart, CancellationToken cancellationToken) =>
        new Talk(engine, setup, devices, options, time, loggers).RunAsync(async pump =>
        {
            onStart(pump);
            try
            {
                return await HoldAsync(pump, answers, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return TalkEnd.Cancelled;
            }
        });

    private async Task<TalkEnd> HoldAsync(DevicePump pump, int answers, CancellationToken cancellationToken)
    {
        if (!await pump.UntilAsync(static now => now.IsReady || IsOver(now), options.ReadyLimit, cancellationToken).ConfigureAwait(false))
        {
            return TalkEnd.NoAnswer;
        }

        bool IsDone(PumpStatus now) => IsOver(now) || (answers > 0 && now.Turn >= answers && now is { IsIdle: true, IsAway: false });

        var began = pump.Elapsed;
        while (!IsDone(pump.Status))
        {
            var left = options.AnswerLimit - (pump.Elapsed - (pump.LastSign > began ? pump.LastSign : began));
            if (left <= TimeSpan.Zero)
            {
                break;
            }

            await pump.UntilAsync(IsDone, left, cancellationToken).ConfigureAwait(false);
        }

        return pump.Status switch
        {
            { Fault: not null } => TalkEnd.Failed,
            { IsClosed: true } => TalkEnd.Closed,
            { IsIdle: false } => TalkEnd.Stalled,
            _ => pump.Turns is { Count: > 0 } turns && turns.Any(static turn => turn.Answered) ? TalkEnd.Done : TalkEnd.NoAnswer,
        };
    }

    private static bool IsOver(PumpStatus now) => now.Fault is not null || now is { IsClosed: true, IsIdle: true };
}
