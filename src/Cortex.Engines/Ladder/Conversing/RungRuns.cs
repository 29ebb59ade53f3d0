using Cortex.Live;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Ladder;

/// <summary>The rungs' conversations that are open, what the gone ones counted, and their goodbyes. Guarded by the conversation's lock.</summary>
internal sealed class RungRuns(int ladder, IReadOnlyList<Rung> rungs, TimeProvider time, ILogger logger)
{
    private const int MostLosses = 100;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly Dictionary<int, RungRun> _open = [];
    private readonly List<Task> _farewells = [];
    private readonly Queue<Lost> _losses = new();
    private ConversationStats _past = ConversationStats.Empty;

    /// <summary>Conversations that are open.</summary>
    public int Count => _open.Count;

    /// <summary>Their numbers.</summary>
    public IReadOnlyList<int> Numbers => [.. _open.Keys];

    /// <summary>What all of them counted. Lost is what the ladder's reader was told: what a rung lost and another was asked again is not.</summary>
    public ConversationStats Stats =>
        _open.Values.OrderBy(static run => run.Number).Aggregate(_past, static (sum, run) => sum.Plus(run.Conversation.Stats)) with { Losses = [.. _losses] };

    /// <summary>A conversation of this number, or null.</summary>
    public RungRun? Find(int number) => _open.GetValueOrDefault(number);

    /// <summary>One more.</summary>
    public void Add(RungRun run) => _open.Add(run.Number, run);

    /// <summary>Something was lost for good.</summary>
    public void Lose(Lost lost)
    {
        _losses.Enqueue(lost);
        if (_losses.Count > MostLosses)
        {
            _losses.Dequeue();
        }
    }

    /// <summary>Lets a conversation go: disposed in the background, its counts kept.</summary>
    public void Drop(int number)
    {
        if (_open.Remove(number, out var run))
        {
            _past = _past.Plus(run.Conversation.Stats);
            _farewells.RemoveAll(static task => task.IsCompletedSuccessfully);
            _farewells.Add(Task.Run(() => LeaveAsync(run)));
        }
    }

    /// <summary>Waits for the goodbyes, within a limit.</summary>
    public async Task EndAsync()
    {
        Task[] farewells = [.. _farewells];
        try
        {
            await Task.WhenAll(farewells).WaitAsync(Farewell, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.Lingers(logger, ladder, farewells.Count(static task => !task.IsCompleted), Farewell.TotalSeconds);
        }
    }

    private async Task LeaveAsync(RungRun run)
    {
        try
        {
            // Its reading ends when the reader gives back what it has of it, if ever.
            await run.Conversation.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It is being left behind.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Broke(logger, ladder, rungs[run.Rung].Engine.Name, e);
        }
    }
}
