using Cortex.Live;

namespace Cortex.Engines.Ladder;

/// <summary>Which rung comes next, and when a rung that failed is tried again. Pure.</summary>
internal sealed class Climbing(IReadOnlyList<RungFacts> rungs, LadderOptions options)
{
    private const double Spread = 0.2;
    private const int MostDoublings = 20;

    /// <summary>The next rung below that may answer, or <see cref="LadderState.None"/>.</summary>
    public int Below(in LadderState state, int rung, TimeSpan now)
    {
        for (var next = rung + 1; next < rungs.Count; next++)
        {
            if (MayAnswer(state, next, now))
            {
                return next;
            }
        }

        return LadderState.None;
    }

    /// <summary>The rung to ask where none stands: the best that may answer, else the lowest.</summary>
    public int Best(in LadderState state, TimeSpan now)
    {
        var best = Below(state, LadderState.None, now);
        return best == LadderState.None ? rungs.Count - 1 : best;
    }

    /// <summary>The rung above the standing one that is due to be tried, or <see cref="LadderState.None"/>.</summary>
    public int Due(in LadderState state, TimeSpan now)
    {
        for (var rung = 0; rung < Above(state); rung++)
        {
            if (IsCandidate(state, rung) && state.Rungs[rung].NotBefore <= now)
            {
                return rung;
            }
        }

        return LadderState.None;
    }

    /// <summary>When the next rung is due to be tried, or null.</summary>
    public TimeSpan? DueAt(in LadderState state)
    {
        TimeSpan? due = null;
        for (var rung = 0; rung < Above(state); rung++)
        {
            if (IsCandidate(state, rung) && !(state.Rungs[rung].NotBefore >= due))
            {
                due = state.Rungs[rung].NotBefore;
            }
        }

        return due;
    }

    /// <summary>The state of a rung after one more failure.</summary>
    public RungState Failed(RungState rung, CloseClass meaning, TimeSpan now)
    {
        var isRefusal = meaning is CloseClass.Quota or CloseClass.RefusedSetup;
        var (first, longest) = isRefusal
            ? (options.FirstRetryAfterRefusal, options.LongestRetryAfterRefusal) : (options.FirstRetry, options.LongestRetry);
        var wait = first * Math.Pow(2, Math.Min(rung.Failures, MostDoublings));
        wait = wait < longest ? wait : longest;
        var jitter = 1 + (Spread * ((2 * options.Jitter!()) - 1));
        return new RungState(rung.Failures + 1, now + (wait * jitter));
    }

    private int Above(in LadderState state) => state.Active == LadderState.None ? rungs.Count : state.Active;

    // A rung that failed lately would only cost time; the lowest is always asked, for there is nobody else.
    private bool MayAnswer(in LadderState state, int rung, TimeSpan now) =>
        !(rungs[rung].NeedsNetwork && state.IsNetworkDown)
        && (state.Rungs[rung].NotBefore <= now || rung == rungs.Count - 1);

    // Whether the network is back only the first of the rungs that need it is asked: the others are ready before they sent anything.
    private bool IsCandidate(in LadderState state, int rung) =>
        !(state.IsNetworkDown && rungs[rung].NeedsNetwork && HasNetworkRungAbove(rung));

    private bool HasNetworkRungAbove(int rung)
    {
        for (var above = 0; above < rung; above++)
        {
            if (rungs[above].NeedsNetwork)
            {
                return true;
            }
        }

        return false;
    }
}
