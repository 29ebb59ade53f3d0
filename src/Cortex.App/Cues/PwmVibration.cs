using System.Device.Pwm;
using Cortex.Assistant.Cues;

namespace Cortex.App.Cues;

/// <summary>A vibration motor at a PWM output. What goes wrong with it is said once, and from then on it rests.</summary>
internal sealed class PwmVibration : IVibration, IDisposable
{
    // A small motor with an eccentric weight does not care; well above what makes it stutter, well below what heats its driver.
    private const int FrequencyHz = 200;
    private const double Strength = 1;

    private readonly PwmChannel _motor;
    private readonly Action<string> _warn;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private VibrationPattern _pattern = new(0);
    private int _at = int.MaxValue;
    private bool _over;

    /// <param name="motor">Owned from now on.</param>
    /// <param name="warn">Told in one sentence when the motor fails.</param>
    /// <param name="time">Paces the pulses.</param>
    public PwmVibration(PwmChannel motor, Action<string> warn, TimeProvider time)
    {
        (_motor, _warn) = (motor, warn);
        _timer = time.CreateTimer(_ => Step(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Opens the motor; null where there is none at that output, which is said in one sentence.</summary>
    public static PwmVibration? Open(PwmPin pin, Action<string> warn, TimeProvider time) =>
        Open(pin, static pin => PwmChannel.Create(pin.Chip, pin.Channel, FrequencyHz, Strength), warn, time);

    /// <summary>The same, with another way to the motor.</summary>
    internal static PwmVibration? Open(PwmPin pin, Func<PwmPin, PwmChannel> open, Action<string> warn, TimeProvider time)
    {
        try
        {
            return new PwmVibration(open(pin), warn, time);
        }
#pragma warning disable CA1031 // A driver may fail with anything; a wearer without a motor still has ears.
        catch (Exception missing)
#pragma warning restore CA1031
        {
            warn($"there is no motor at PWM output {pin.Chip}/{pin.Channel} (haptics.pwm), so cues are only heard: {missing.Message}");
            return null;
        }
    }

    /// <inheritdoc />
    public void Play(VibrationPattern pattern)
    {
        lock (_gate)
        {
            if (!_over)
            {
                // The kernel's files are written on the timer's thread: whoever asks goes on at once.
                (_pattern, _at) = (pattern, 0);
                _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Stops the motor and gives the output back.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            if (!_over)
            {
                Try(_motor.Stop);
            }

            if (!_over)
            {
                Try(_motor.Dispose);
            }

            _over = true;
        }
    }

    private void Step()
    {
        lock (_gate)
        {
            if (_over)
            {
                return;
            }

            var isPulse = _at < _pattern.OnOffMs.Count && _at % 2 == 0;
            Try(isPulse ? _motor.Start : _motor.Stop);
            if (!_over && _at < _pattern.OnOffMs.Count)
            {
                _timer.Change(TimeSpan.FromMilliseconds(_pattern.OnOffMs[_at++]), Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Try(Action act)
    {
        try
        {
            act();
        }
#pragma warning disable CA1031 // As above: whatever the driver says, cues go on to be heard.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            _over = true;
            _warn($"the vibration motor failed and rests from now on: {failed.Message}");
        }
    }
}
