using Cortex.Live.Protocol;

namespace Cortex.Server.Sessions;

/// <summary>
/// How full the context is, from the usage the engine reports. With compression it says which of the oldest turns slid out when
/// the trigger was reached (reference 2.1); without, when the window is full. Used by the connection's speaker alone.
/// </summary>
internal sealed class ContextMeter
{
    private readonly int _window;
    private readonly long? _trigger;
    private readonly long _target;
    private readonly Queue<long> _turns = new();
    private long _last;

    public ContextMeter(ContextWindowCompressionConfig? compression, int windowTokens)
    {
        _window = windowTokens;
        if (compression?.SlidingWindow is { } sliding)
        {
            _trigger = Math.Min(compression.TriggerTokens ?? windowTokens * 8L / 10, windowTokens);
            _target = sliding.TargetTokens ?? _trigger.Value / 2;
        }
    }

    /// <summary>Tokens of the context after the last response.</summary>
    public long Tokens => _last;

    /// <summary>The context is full and does not slide.</summary>
    public bool IsFull => _trigger is null && _last >= _window;

    /// <summary>A response was counted.</summary>
    /// <returns>How many of the oldest turns slid out.</returns>
    public int Add(UsageMetadata usage)
    {
        var now = (long)usage.PromptTokenCount + usage.ResponseTokenCount;
        _turns.Enqueue(Math.Max(0, now - _last));
        _last = now;
        if (_trigger is not { } trigger || now < trigger)
        {
            return 0;
        }

        var slid = 0;
        var kept = _turns.Sum();
        while (_turns.Count > 1 && kept > _target)
        {
            kept -= _turns.Dequeue();
            slid++;
        }

        _last = kept;
        return slid;
    }
}
