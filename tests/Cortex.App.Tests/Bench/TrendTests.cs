using Cortex.App.Bench;

namespace Cortex.App.Tests.Bench;

public sealed class TrendTests
{
    [Fact]
    public void What_stays_does_not_rise_whatever_peaks_there_are() =>
        Assert.Equal(0, Trend.Rise([.. Enumerable.Range(0, 30).Select(static minute => ((double)minute, minute is 7 or 20 ? 90.0 : 10.0))]));

    [Fact]
    public void What_leaks_rises_by_what_it_leaked() =>
        Assert.Equal(14.5, Trend.Rise([.. Enumerable.Range(0, 30).Select(static minute => ((double)minute, 100 + (minute * 0.5)))]), 6);

    [Fact]
    public void Of_one_point_nothing_can_be_told()
    {
        Assert.Equal(0, Trend.Rise([(1, 5)]));
        Assert.Equal(0, Trend.Rise([]));
    }
}
