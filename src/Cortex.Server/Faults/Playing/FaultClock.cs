using Microsoft.Extensions.Logging;

namespace Cortex.Server.Faults;

/// <summary>One connection's (or request's) run through the core: its state, its time, and how often anything may happen. Any thread.</summary>
internal sealed class FaultClock(FaultPlan plan, FaultState state, FaultTally tally, TimeProvider time, ILogger logger)
{
    private readonly Lock _lock = new();
    private long _start = time.GetTimestamp();

    /// <summary>The clock of every wait.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>True where the plan may hold pongs back, so that frames must be looked into.</summary>
    public bool HoldsPongs { get; } = plan.Faults.Any(static fault => fault.What is FaultKind.SlowPongs or FaultKind.NoPongs);

    /// <summary>The connection's time begins now.</summary>
    public void Restart() => Volatile.Write(ref _start, Time.GetTimestamp());

    /// <summary>The faults that are due on this occasion.</summary>
    public IReadOnlyList<Fault> Take(FaultEvent e)
    {
        lock (_lock)
        {
            var step = FaultCore.Take(plan, state, e, Time.GetElapsedTime(_start));
            state = step.State;
            if (step.Due.Count == 0)
            {
                return [];
            }

            List<Fault> due = [.. step.Due.Where(tally.TryTake).Select(index => plan.Faults[index])];
            foreach (var fault in due)
            {
                logger.FaultHappens(FaultKindConverter.NameOf(fault.What), state.Number);
            }

            return due;
        }
    }

    /// <summary>How long until time alone may make a fault due; null: never.</summary>
    public TimeSpan? UntilTick()
    {
        lock (_lock)
        {
            var now = Time.GetElapsedTime(_start);
            return FaultCore.NextTick(plan, state, now) - now;
        }
    }
}
