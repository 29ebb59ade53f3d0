using System.Device.Pwm;
using Cortex.App.Cues;
using Cortex.Assistant.Cues;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.Cues;

public sealed class PwmVibrationTests : IDisposable
{
    readonly FakeTimeProvider _clock = new();
    readonly List<string> _warnings = [];
    readonly Motor _motor = new();

    public void Dispose() => _motor.Dispose();

    [Fact]
    public void A_pattern_is_pulses_and_rests_of_its_lengths()
    {
        using var vibration = new PwmVibration(_motor, _warnings.Add, _clock);
        vibration.Play(new VibrationPattern(80, 40, 160));
        Assert.Equal([(5, true), (80, false), (120, true), (280, false)], Felt(400));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_new_pattern_takes_the_place_of_the_old_one()
    {
        using var vibration = new PwmVibration(_motor, _warnings.Add, _clock);
        vibration.Play(new VibrationPattern(300));
        var first = Felt(100);
        vibration.Play(new VibrationPattern(80));
        Assert.Equal([(5, true), (105, true), (180, false)], [.. first, .. Felt(500)]);
    }

    [Fact]
    public void A_motor_that_fails_is_said_once_and_rests()
    {
        using var vibration = new PwmVibration(_motor, _warnings.Add, _clock);
        _motor.Fault = new IOException("no such device");
        vibration.Play(new VibrationPattern(80, 80, 80));
        Felt(500);
        vibration.Play(new VibrationPattern(80));
        Felt(500);
        Assert.Equal("the vibration motor failed and rests from now on: no such device", Assert.Single(_warnings));
    }

    [Fact]
    public void No_motor_is_one_sentence_that_names_the_setting()
    {
        Assert.Null(PwmVibration.Open(new PwmPin(7, 2), static _ => throw new ArgumentException("The chip number 7 is invalid"), _warnings.Add, _clock));
        Assert.Equal("there is no motor at PWM output 7/2 (haptics.pwm), so cues are only heard: The chip number 7 is invalid", Assert.Single(_warnings));
    }

    // The kernel's own files, where this machine has none: whatever the package throws must end as a sentence.
    [Fact]
    public void An_output_this_machine_does_not_have_is_one_sentence_too()
    {
        Assert.Null(PwmVibration.Open(new PwmPin(255, 255), _warnings.Add, _clock));
        Assert.Single(_warnings);
    }

    [Fact]
    public void Disposing_stops_the_motor_and_gives_it_back()
    {
        var vibration = new PwmVibration(_motor, _warnings.Add, _clock);
        vibration.Play(new VibrationPattern(300));
        Felt(10);
        vibration.Dispose();
        _motor.Felt.Clear();
        vibration.Play(new VibrationPattern(300));
        Assert.DoesNotContain(Felt(500), static change => change.On);
        Assert.True(_motor is { IsOn: false, IsGone: true });
    }

    [Theory]
    [InlineData("0/2", 0, 2), InlineData("12/0", 12, 0)]
    public void A_pin_is_chip_and_channel(string text, int chip, int channel) => Assert.Equal(new PwmPin(chip, channel), PwmPin.Parse(text));

    [Theory]
    [InlineData(""), InlineData("2"), InlineData("0/2/1"), InlineData("-1/2"), InlineData("0/x"), InlineData("0/999999999999")]
    public void Anything_else_is_none(string text) => Assert.Null(PwmPin.Parse(text));

    /// <summary>What the motor did since the last look, in milliseconds since the test began.</summary>
    List<(int AtMs, bool On)> Felt(int milliseconds)
    {
        for (var i = 0; i < milliseconds; i += 5)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(5));
            _motor.AtMs += 5;
        }

        List<(int, bool)> felt = [.. _motor.Felt];
        _motor.Felt.Clear();
        return felt;
    }

    sealed class Motor : PwmChannel
    {
        public Exception? Fault { get; set; }

        public List<(int AtMs, bool On)> Felt { get; } = [];

        // What acts between two steps counts to the end of the next.
        public int AtMs { get; set; } = 5;

        public bool IsOn { get; private set; }

        public bool IsGone { get; private set; }

        public override int Frequency { get; set; } = 200;

        public override double DutyCycle { get; set; } = 1;

        public override void Start() => Set(true);

        public override void Stop() => Set(false);

        protected override void Dispose(bool disposing)
        {
            IsGone = true;
            base.Dispose(disposing);
        }

        void Set(bool isOn)
        {
            if (Fault is not null)
                throw Fault;
            IsOn = isOn;
            Felt.Add((AtMs, isOn));
        }
    }
}
