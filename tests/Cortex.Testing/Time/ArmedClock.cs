using Microsoft.Extensions.Time.Testing;

namespace Cortex.Testing;

/// <summary>
/// A clock that knows which timers were armed, so that a test moves it only when the code under test has come to wait: no guess about
/// how long the code takes to get there, and nothing else runs out on the way.
/// </summary>
public sealed class ArmedClock : FakeTimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _armed = [];

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            _armed.Add(dueTime);
        }

        return timer;
    }

    /// <summary>Waits until a timer of such a length was armed, then lets it run out. Each armed timer serves once.</summary>
    /// <param name="shortest">The shortest wait that is meant.</param>
    /// <param name="longest">The longest; the clock moves by it.</param>
    public async Task PassAsync(TimeSpan shortest, TimeSpan longest)
    {
        await Patience.Until(
            () =>
            {
                lock (_lock)
                {
                    var at = _armed.FindIndex(due => due >= shortest && due <= longest);
                    if (at >= 0)
                    {
                        _armed.RemoveAt(at);
                    }

                    return at >= 0;
                }
            },
            $"a timer of {shortest} to {longest} is armed");
        Advance(longest);
    }
}
