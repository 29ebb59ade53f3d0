using Cortex.App.Run;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.Run;

/// <summary>A button without hardware: its line is the test's.</summary>
public sealed class RunButtonTests : IDisposable
{
    readonly FakeTimeProvider _clock = new();
    readonly List<ButtonPress> _presses = [];
    readonly Line _line = new();
    readonly RunButton _button;

    public RunButtonTests()
    {
        _button = new RunButton(_line, _presses.Add, _clock);
        _clock.Advance(TimeSpan.FromSeconds(1));
    }

    public void Dispose() => _button.Dispose();

    [Theory]
    [InlineData(60, new int[] { (int)ButtonPress.Short }), InlineData(2_900, new int[] { (int)ButtonPress.Short }), InlineData(3_000, new int[] { (int)ButtonPress.Long })]
    [InlineData(4_900, new int[] { (int)ButtonPress.Long }), InlineData(5_000, new int[] { (int)ButtonPress.Shutdown }), InlineData(20_000, new int[] { (int)ButtonPress.Shutdown })]
    public void How_long_it_is_held_tells_what_it_asks_for(int milliseconds, int[] presses)
    {
        Press(milliseconds);
        Assert.Equal(presses, _presses.Select(static press => (int)press));
    }

    [Fact]
    public void Five_seconds_need_not_be_let_go()
    {
        _line.Changed!(true);
        _clock.Advance(TimeSpan.FromSeconds(5.2));
        Assert.Equal([ButtonPress.Shutdown], _presses);
        _line.Changed!(false);
        Assert.Single(_presses);
    }

    [Fact]
    public void A_contact_that_bounces_is_one_press()
    {
        for (var i = 0; i < 7; i++)
        {
            _line.Changed!(i % 2 is 0);
            _clock.Advance(TimeSpan.FromMilliseconds(2));
        }

        _clock.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Empty(_presses);
        _line.Changed!(false);
        _line.Changed!(true);
        _line.Changed!(false);
        Assert.Equal([ButtonPress.Short], _presses);
    }

    [Fact]
    public void Its_line_is_given_back()
    {
        _button.Dispose();
        Assert.True(_line.IsClosed);
    }

    [Fact]
    public void Without_a_chip_it_is_said_once_and_goes_on()
    {
        var warnings = new List<string>();
        using var pin = GpioButtonPin.Open(250, warnings.Add);
        Assert.Null(pin);
        Assert.Contains("button.pin", Assert.Single(warnings));
    }

    void Press(int milliseconds)
    {
        _line.Changed!(true);
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        _line.Changed!(false);
    }

    sealed class Line : IButtonPin
    {
        public Action<bool>? Changed { get; private set; }

        public bool IsClosed { get; private set; }

        public void Watch(Action<bool> changed) => Changed = changed;

        public void Dispose() => IsClosed = true;
    }
}
