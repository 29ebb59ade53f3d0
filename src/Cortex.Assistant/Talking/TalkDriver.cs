using Cortex.Assistant.Pump;
using Cortex.Assistant.Sight;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Devices;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Talking;

/// <summary>
/// Plays the wearer: says or types one turn after the other into a pump, waits for each answer, and writes the account.
/// One talk each.
/// </summary>
/// <param name="engine">What answers.</param>
/// <param name="setup">How.</param>
/// <param name="microphone">Where recordings are said; disposed by its owner, as the other devices.</param>
/// <param name="speaker">Where answers sound.</param>
/// <param name="camera">What is seen; null: nothing.</param>
/// <param name="options">How the talk goes.</param>
/// <param name="time">The clock of everything.</param>
/// <param name="loggers">Where it logs.</param>
public sealed class TalkDriver(
    ILiveEngine engine,
    Setup setup,
    ClockedAudioSource microphone,
    IAudioSink speaker,
    SwitchedCamera? camera,
    TalkOptions options,
    TimeProvider time,
    ILoggerFactory loggers)
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromMilliseconds(250);

    // Longer than a session takes to give up a model that says nothing.
    private static readonly TimeSpan RestLimit = TimeSpan.FromSeconds(20);

    private bool _unanswered;
    private bool _stalled;
    private bool _waitedInVain;

    private DevicePump? _pump;
    private Task _pause = Task.CompletedTask;

    /// <summary>All that could be done before the clock moves on has been done; for tests on a fake clock.</summary>
    internal bool IsSettled => _pump is { IsSettled: true } pump && (pump.IsAwaited || !_pause.IsCompleted);

    /// <summary>Where it stands, for a test that waits in vain.</summary>
    internal string Stands => $"turn {_pump?.Turns.Count}, {_pump?.Status}";

    /// <summary>Talks.</summary>
    /// <param name="turns">What the wearer does, in order.</param>
    /// <param name="cancellationToken">Ends it cleanly: what came so far stays, nothing throws.</param>
    public async Task<TalkResult> RunAsync(IReadOnlyList<WearerTurn> turns, CancellationToken cancellationToken)
    {
        var talk = new Talk(engine, setup, new PumpDevices(microphone, speaker, camera), options, time, loggers);
        return await talk.RunAsync(
            pump =>
            {
                _pump = pump;
                return TalkAsync(pump, turns, cancellationToken);
            }).ConfigureAwait(false);
    }

    private async Task<TalkEnd> TalkAsync(DevicePump pump, IReadOnlyList<WearerTurn> turns, CancellationToken cancellationToken)
    {
        try
        {
            if (!await pump.UntilAsync(static now => now.IsReady || IsOver(now), options.ReadyLimit, cancellationToken).ConfigureAwait(false))
            {
                return TalkEnd.NoAnswer;
            }

            var taken = 0;
            for (; taken < turns.Count && !IsOver(pump.Status); taken++)
            {
                await TakeTurnAsync(pump, turns[taken], taken + 1 < turns.Count ? turns[taken + 1].CutIn : null, cancellationToken).ConfigureAwait(false);
            }

            // An engine whose server is gone ends the answer first and says why right after: that must not look like a good end.
            if (!pump.IsNewestWhole)
            {
                await pump.UntilAsync(static now => now.IsClosed, Goodbye, cancellationToken).ConfigureAwait(false);
            }

            return pump.Status switch
            {
                { Fault: not null } => TalkEnd.Failed,
                { IsClosed: true } now when now.IsCutShort || taken < turns.Count || _unanswered => TalkEnd.Closed,
                _ => _unanswered ? (_waitedInVain ? TalkEnd.NoAnswer : TalkEnd.Silent) : _stalled ? TalkEnd.Stalled : TalkEnd.Done,
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return TalkEnd.Cancelled;
        }
    }

    private static bool IsOver(PumpStatus now) => now.Fault is not null || now is { IsClosed: true, IsIdle: true };

    private async Task TakeTurnAsync(DevicePump pump, WearerTurn turn, TimeSpan? nextCutsIn, CancellationToken cancellationToken)
    {
        if (turn.Camera is { } view)
        {
            camera?.Switch(view);
        }

        var (before, recordings) = (pump.Status.Turn, pump.Status.Recordings);
        if (turn.Text is { } text)
        {
            await pump.AskAsync(text, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            microphone.Play(turn.Speech);
            recordings++;
        }

        // Until its answer sounds, where the next turn cuts in; until it is over, where it does not. Silence may be the question.
        var wasAway = false;
        bool IsDone(PumpStatus now)
        {
            wasAway |= now.IsAway;
            return now.Recordings >= recordings && now.Turn > before && now is { IsIdle: true, IsAway: false };
        }

        bool IsFar(PumpStatus now) => IsOver(now) || IsDone(now) || (nextCutsIn is not null && now.SoundingTurn > before);
        if (!await UntilAsync(pump, IsFar, options.AnswerLimit, cancellationToken).ConfigureAwait(false))
        {
            _waitedInVain = true;
            if (pump.Status.Turn == before)
            {
                pump.NoteUnheard();
            }
            else
            {
                _stalled = true;
                pump.GiveUp();
            }
        }
        else if (wasAway)
        {
            await AwaitRestAsync(pump, now => IsOver(now) || (IsDone(now) && pump.IsNewestWhole), cancellationToken).ConfigureAwait(false);
        }

        if (nextCutsIn is { } wait && !pump.Status.IsIdle)
        {
            _pause = Task.Delay(wait, time, cancellationToken);
            await _pause.ConfigureAwait(false);
        }

        _unanswered |= pump.Turns is [.., var newest] && nextCutsIn is null && !newest.Answered;
    }

    // What a lost connection cut is not over when there is a new one: the rest of the answer is still to come. But it may not come.
    private async Task AwaitRestAsync(DevicePump pump, Func<PumpStatus, bool> isWhole, CancellationToken cancellationToken)
    {
        var limit = options.AnswerLimit < RestLimit ? options.AnswerLimit : RestLimit;
        if (!await UntilAsync(pump, isWhole, limit, cancellationToken).ConfigureAwait(false) && !pump.Status.IsIdle)
        {
            _stalled = true;
            pump.GiveUp();
        }
    }

    // The limit runs from the last movement since it began: a long answer is no missing answer.
    private static async Task<bool> UntilAsync(DevicePump pump, Func<PumpStatus, bool> condition, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = pump.Elapsed;
        while (true)
        {
            var left = limit - (pump.Elapsed - (pump.LastSign > began ? pump.LastSign : began));
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            if (await pump.UntilAsync(condition, left, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }
    }
}
