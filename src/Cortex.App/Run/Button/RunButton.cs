namespace Cortex.App.Run;

/// <summary>A push button: tells its presses. Owns its line.</summary>
internal sealed class RunButton : IDisposable
{
    private readonly IButtonPin _pin;
    private readonly Action<ButtonPress> _pressed;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly Lock _gate = new();
    private readonly ITimer _held;
    private ButtonCore _core;

    /// <param name="pin">Its line; owned from now on.</param>
    /// <param name="pressed">Told of each press, on the driver's or a timer's thread.</param>
    /// <param name="time">The clock.</param>
    public RunButton(IButtonPin pin, Action<ButtonPress> pressed, TimeProvider time)
    {
        (_pin, _pressed, _time, _began) = (pin, pressed, time, time.GetTimestamp());
        _held = time.CreateTimer(_ => Act(static (core, now) => core.Held(now)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        pin.Watch(isPressed =>
        {
            Act((core, now) => core.Changed(isPressed, now));
            _held.Change(isPressed ? ButtonCore.Shutdown : Timeout.InfiniteTimeSpan, TimeSpan.FromMilliseconds(100));
        });
    }

    public void Dispose()
    {
        _pin.Dispose();
        _held.Dispose();
    }

    private void Act(Func<ButtonCore, TimeSpan, (ButtonCore, ButtonPress?)> step)
    {
        ButtonPress? press;
        lock (_gate)
        {
            (_core, press) = step(_core, _time.GetElapsedTime(_began));
        }

        if (press is { } told)
        {
            _pressed(told);
        }
    }
}
