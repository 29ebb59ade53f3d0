using Cortex.App.WebConsole.Messages;
using Cortex.Live;

namespace Cortex.App.WebConsole.Events;

/// <summary>Tells pages twice a second what the conversation has cost so far, and what is seen, where that has changed; tells nothing where nobody looks.</summary>
internal sealed class ConsoleTicker : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private readonly Bulletin _bulletin;
    private readonly Func<ConversationStats?> _stats;
    private readonly Func<decimal?> _cost;
    private readonly ConsoleFacts _facts;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Action _look;
    private bool _isHalf;
    private int _came;
    private WireMessage? _wire;
    private UsageMessage? _usage;
    private (long Up, long Down, long At) _last;

    /// <param name="bulletin">Tells pages.</param>
    /// <param name="stats">What the conversation counted; null: there is none.</param>
    /// <param name="cost">What it cost; null: nobody said what tokens cost.</param>
    /// <param name="facts">Told how far the answer has sounded.</param>
    /// <param name="look">Looks what is seen.</param>
    /// <param name="time">The clock.</param>
    public ConsoleTicker(Bulletin bulletin, Func<ConversationStats?> stats, Func<decimal?> cost, ConsoleFacts facts, Action look, TimeProvider time)
    {
        (_bulletin, _stats, _cost, _facts, _look, _time) = (bulletin, stats, cost, facts, look, time);
        _timer = time.CreateTimer(_ => Tick(), null, Beat, Beat);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Tick()
    {
        if (!_bulletin.HasPages)
        {
            return;
        }

        _facts.ShowHeard();
        _look();
        _isHalf = !_isHalf;
        if (_isHalf || _stats() is not { } stats)
        {
            return;
        }

        if (_came != _bulletin.Came)
        {
            (_came, _wire, _usage) = (_bulletin.Came, null, null);
        }

        var now = _time.GetTimestamp();
        var seconds = Math.Max(0.001, _time.GetElapsedTime(_last.At, now).TotalSeconds);
        var isSame = stats.BytesUp >= _last.Up && stats.BytesDown >= _last.Down && _last.At is not 0;
        var wire = new WireMessage(
            stats.BytesUp, stats.BytesDown, isSame ? Math.Round((stats.BytesUp - _last.Up) / seconds) : 0, isSame ? Math.Round((stats.BytesDown - _last.Down) / seconds) : 0);
        _last = (stats.BytesUp, stats.BytesDown, now);
        if (wire != _wire)
        {
            _bulletin.Post(_wire = wire);
        }

        var usage = new UsageMessage(stats.Usage.PromptTokens, stats.Usage.ResponseTokens, stats.Usage.TotalTokens, (double?)_cost());
        if (usage != _usage)
        {
            _bulletin.Post(_usage = usage);
        }
    }
}
