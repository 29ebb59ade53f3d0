namespace Cortex.Server.Faults;

/// <summary>Decides which faults of a plan are due: (state, occasion, time since the connection opened) → (state, faults). Pure.</summary>
internal static class FaultCore
{
    private static readonly int[] None = [];

    /// <summary>Takes one occasion.</summary>
    public static FaultStep Take(FaultPlan plan, FaultState state, FaultEvent e, TimeSpan now)
    {
        state = Count(state, e);
        List<int>? due = null;
        for (var i = 0; i < plan.Faults.Count; i++)
        {
            var fault = plan.Faults[i];
            var occasion = FaultMoments.Fits(fault.What, e.Moment, state.IsSetUp) && Holds(fault.When, state, e, now) ? Occasion(fault.When, state, now) : 0;
            if (occasion > state.Done[i])
            {
                state = state with { Done = state.Done.SetItem(i, occasion) };
                if (fault.When.Probability is not { } chance || FaultChance.Throw(plan.Seed, i, state.Number, occasion) < chance)
                {
                    (due ??= []).Add(i);
                }
            }
        }

        return new(state, due ?? (IReadOnlyList<int>)None);
    }

    /// <summary>The next time at which a fault may become due by time alone; null: none will.</summary>
    public static TimeSpan? NextTick(FaultPlan plan, FaultState state, TimeSpan now)
    {
        TimeSpan? next = null;
        foreach (var when in plan.Faults.Select(static fault => fault.When))
        {
            if (IsMine(when, state) && NextTick(when, now) is { } time && (next is null || time < next))
            {
                next = time;
            }
        }

        return next;
    }

    private static TimeSpan? NextTick(FaultWhen when, TimeSpan now)
    {
        var first = TimeSpan.FromMilliseconds(when.AfterMs ?? when.EveryMs ?? -1);
        if (first < TimeSpan.Zero)
        {
            return null;
        }

        return now < first ? first
            : when.EveryMs is { } every ? first + (((long)((now - first).TotalMilliseconds / every) + 1) * TimeSpan.FromMilliseconds(every))
            : null;
    }

    private static FaultState Count(FaultState state, FaultEvent e)
    {
        // An engine may count on from the session's earlier connections; the first turn that is heard of is this one's first.
        state = state.Turn == 0 && e.Turn > 0 ? state with { TurnsBefore = e.Turn - 1 } : state;
        var turn = Math.Max(e.Turn - state.TurnsBefore, state.Turn);
        var sounds = turn > state.Turn ? 0 : state.Sounds;
        return e.Moment switch
        {
            FaultMoment.Setup or FaultMoment.Resume or FaultMoment.ClientMessage => state with { ClientMessages = state.ClientMessages + 1 },
            FaultMoment.Ready => state with { IsSetUp = true },
            FaultMoment.ServerMessage or FaultMoment.ToolCall => state with { ServerMessages = state.ServerMessages + 1, Turn = turn, Sounds = sounds },
            FaultMoment.Sound => state with { ServerMessages = state.ServerMessages + 1, Turn = turn, Sounds = sounds + 1 },
            _ => state,
        };
    }

    private static bool Holds(FaultWhen when, FaultState state, FaultEvent e, TimeSpan now) =>
        IsMine(when, state)
        && now.TotalMilliseconds >= (when.AfterMs ?? when.EveryMs ?? 0)
        && state.ClientMessages >= (when.ClientMessage ?? 0)
        && state.ServerMessages >= (when.ServerMessage ?? 0)
        && (when.Sound is not { } sound || (e.Moment is FaultMoment.Sound && state.Sounds >= sound))
        && state.Turn == (when.Turn ?? state.Turn)
        && (when.EveryTurn is not { } turns || (state.Turn > 0 && state.Turn % turns == 0))
        && e.Path.Contains(when.Path ?? "", StringComparison.OrdinalIgnoreCase);

    private static bool IsMine(FaultWhen when, FaultState state) =>
        state.Number == (when.Connection ?? when.Request ?? state.Number)
        && state.Number % (when.EveryConnection ?? when.EveryRequest ?? 1) == 0;

    private static long Occasion(FaultWhen when, FaultState state, TimeSpan now) =>
        when.EveryTurn is not null ? state.Turn
        : when.EveryMs is { } every ? 1 + (long)((now.TotalMilliseconds - (when.AfterMs ?? every)) / every)
        : 1;
}
