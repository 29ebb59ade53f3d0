using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Budget;

/// <summary>
/// What was spent and what may be, shared by every engine that costs something. One conversation at a time. Thread-safe.
/// </summary>
public sealed class SpendingLedger : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SpendingCaps _caps;
    private readonly SpendingFile? _file;
    private readonly TimeProvider _time;
    private Spending _spending;

    /// <summary>Opens the ledger with what the file keeps.</summary>
    /// <param name="caps">What may be spent.</param>
    /// <param name="file">Where it is kept over restarts, and shared with other processes; the ledger's own from here on. Null: nowhere.</param>
    /// <param name="time">Its local calendar makes the days.</param>
    public SpendingLedger(SpendingCaps caps, SpendingFile? file, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(caps);
        ArgumentNullException.ThrowIfNull(time);
        (_caps, _file, _time) = (caps, file, time);
        _spending = file?.Load() ?? new Spending();
    }

    /// <summary>Spent by this process since it opened the ledger.</summary>
    public decimal SpentHere { get; private set; }

    /// <summary>Spent today, as far as is known.</summary>
    public decimal SpentToday
    {
        get
        {
            lock (_gate)
            {
                Look();
                return SpendingCore.Today(_spending, Today);
            }
        }
    }

    /// <summary>The limit that is reached; null: none.</summary>
    public Spent? Reached
    {
        get
        {
            lock (_gate)
            {
                Look();
                return SpendingCore.Reached(_spending, _caps, Today);
            }
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(_time.GetLocalNow().DateTime);

    /// <summary>A conversation begins; one that a crash or a kill cut goes on, and keeps what it spent.</summary>
    public void BeginConversation() => Change(SpendingCore.Begin);

    /// <summary>The conversation was ended on purpose.</summary>
    public void EndConversation() => Change(SpendingCore.End);

    /// <summary>Counts one response.</summary>
    /// <returns>What the wearer must be told: four fifths once, and the end as long as it lasts.</returns>
    public IReadOnlyList<Spent> Charge(UsageMetadata usage, PriceTable prices)
    {
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentNullException.ThrowIfNull(prices);
        var cost = prices.CostOf(usage);
        lock (_gate)
        {
            if (cost == 0)
            {
                return [];
            }

            SpentHere += cost;
            Look();
            (_spending, var notices) = SpendingCore.Charge(_spending, _caps, cost, Today);
            Keep();
            return notices;
        }
    }

    /// <summary>Leaves the file to others, as it is: a conversation that was not ended goes on in the process that takes it next.</summary>
    public void Dispose() => _file?.Dispose();

    // What others spent since.
    private void Look() => _spending = _spending with { Elsewhere = _file?.Elsewhere(Today) ?? 0 };

    private void Change(Func<Spending, Spending> change)
    {
        lock (_gate)
        {
            var before = _spending;
            _spending = change(before);
            if (_spending != before)
            {
                Keep();
            }
        }
    }

    // A response a few times a minute: a small file each time costs nothing.
    private void Keep() => _file?.Save(_spending);
}
