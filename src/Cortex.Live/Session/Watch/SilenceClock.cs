namespace Cortex.Live.Session;

/// <summary>The clock that runs since the last sign of life, and the steps it leads to. Pure.</summary>
internal sealed class SilenceClock(WatchPolicy policy)
{
    private readonly TimeSpan[] _after = [policy.SpokenWordAfter, policy.NudgeAfter, policy.ResumeAfter, policy.GiveUpAfter];

    /// <summary>When the next step is due, and which; null: the clock stands, or no step is left.</summary>
    public (TimeSpan At, SilenceStep Step)? Next(in WatchState state)
    {
        if (!state.IsOpen || state.IsSpeaking || !state.IsReady)
        {
            return null;
        }

        // Where all of the answer is here, only its end is missing: no word tells of that, and no nudge brings it.
        var first = IsAllHere(state) && state.Taken < (int)SilenceStep.Resumed ? (int)SilenceStep.Resumed : state.Taken;
        for (var step = first; step < _after.Length; step++)
        {
            if (_after[step] != Timeout.InfiniteTimeSpan)
            {
                return (Start(state) + _after[step], (SilenceStep)step);
            }
        }

        return null;
    }

    /// <summary>All of the answer to the open question was received, its turnComplete was not.</summary>
    public bool IsAllHere(in WatchState state) =>
        state is { Answer: { GenerationComplete: true, Overtaken: Overtaking.None, Stopped: false }, Tools: 0, AwaitsSpeech: false, IsInProgress: false }
        && state.Answer.Sound >= policy.ShortestAnswer;

    /// <summary>
    /// Notes that a step was taken. A late one moves the clock, so that a machine that slept takes one step at a time.
    /// </summary>
    public WatchState Take(in WatchState state, SilenceStep step, TimeSpan now) => state with
    {
        Taken = (int)step + 1,
        Since = now - _after[(int)step] - Standing(state),
        PlayedUntil = TimeSpan.MinValue,
    };

    /// <summary>The clock begins anew. After a change of connection for silence it goes on from there.</summary>
    public WatchState Restart(in WatchState state, TimeSpan now) => state.Taken > (int)SilenceStep.Resumed
        ? state with { Since = now - policy.ResumeAfter, PlayedUntil = TimeSpan.MinValue }
        : state with { Since = now };

    private TimeSpan Start(in WatchState state) => (state.PlayedUntil > state.Since ? state.PlayedUntil : state.Since) + Standing(state);

    // What is known to take its time; each for a limited one.
    private TimeSpan Standing(in WatchState state) => state.Tools > 0 ? policy.LongestTool
        : state.IsInProgress ? policy.LongestInProgress
        : TimeSpan.Zero;
}
