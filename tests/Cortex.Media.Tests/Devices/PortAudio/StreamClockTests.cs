using Cortex.Media.Devices;

namespace Cortex.Media.Tests.Devices;

public sealed class StreamClockTests
{
    private const long Second = 1_000_000_000;
    private readonly StreamClock _clock = new(16000, Second);

    [Fact]
    public void The_machines_jitter_does_not_enter()
    {
        var random = new Random(4);
        for (var period = 1; period <= 500; period++)
        {
            // Usually up to 3 ms late, and every now and then 40.
            var late = random.Next(100) == 0 ? 40 : period % 20 == 0 ? 0 : random.NextDouble() * 3;
            var time = _clock.Observe(period * 160, (period * Second / 100) + (long)(late * 1_000_000));
            if (period > 64)
            {
                Assert.InRange((time - (period * Second / 100)) / 1e6, -0.1, 1);
            }
        }
    }

    [Theory]
    [InlineData(1.1), InlineData(0.9), InlineData(1.0001)]
    public void A_clock_that_is_wrong_is_followed(double factor)
    {
        for (var period = 1; period <= 3000; period++)
        {
            var truth = (long)(period * factor * Second / 100);
            var time = _clock.Observe(period * 160, truth);
            Assert.InRange((time - truth) / 1e6, factor > 1.01 ? -34 : -1, 1);
        }
    }

    [Fact]
    public void Time_never_goes_back_even_over_a_restart()
    {
        var last = _clock.Observe(160, 50_000_000);
        for (var period = 2; period < 200; period++)
        {
            if (period % 50 == 0)
            {
                _clock.Restart();
            }

            var time = _clock.Observe(period * 160, (period * Second / 100) + (period % 7 * 1_000_000));
            Assert.True(time >= last);
            last = time;
        }
    }

    [Fact]
    public void After_lost_sound_the_true_time_is_found_at_once()
    {
        for (var period = 1; period <= 100; period++)
        {
            _clock.Observe(period * 160, period * Second / 100);
        }

        _clock.Restart();
        Assert.Equal(5 * Second, _clock.Observe(101 * 160, 5 * Second));
        Assert.Equal(5 * Second + (Second / 100), _clock.Observe(102 * 160, (5 * Second) + (Second / 100) + 3_000_000), 1000.0);
    }
}
