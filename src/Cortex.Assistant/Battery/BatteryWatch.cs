namespace Cortex.Assistant.Battery;

/// <summary>Looks at the battery now and then, and tells each step down once.</summary>
public sealed class BatteryWatch : IDisposable
{
    /// <summary>A battery changes by a percent in minutes.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    private readonly IBattery _battery;
    private readonly Action<BatteryState, bool> _low;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private int _warned = 100;
    private bool _disposed;

    /// <summary>Looks at once, and every 30 s from then on.</summary>
    /// <param name="battery">The battery.</param>
    /// <param name="low">Told once for each of 20, 10 and 5 percent; true: pictures are to stop. Called on a timer's thread.</param>
    /// <param name="time">The clock.</param>
    public BatteryWatch(IBattery battery, Action<BatteryState, bool> low, TimeProvider time)
    {
        (_battery, _low) = (battery, low);
        _timer = time.CreateTimer(_ => Look(), null, TimeSpan.Zero, Between);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Look()
    {
        if (_battery.Read() is not { } state)
        {
            return;
        }

        int? step;
        lock (_gate)
        {
            (_warned, step) = _disposed ? (_warned, null) : BatteryCore.Look(_warned, state);
        }

        if (step is { } low)
        {
            _low(state, low <= BatteryCore.SaverPercent);
        }
    }
}
