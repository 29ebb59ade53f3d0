using Cortex.App.Bench;

namespace Cortex.App.Tests.Bench;

public sealed class BenchPageTests
{
    private static readonly AllOutcome[] Outcomes =
    [
        new("soak", "Stress <30 minutes>", new BenchReport
        {
            Bench = "soak",
            Date = DateTimeOffset.UnixEpoch,
            Method = "a & b",
            Rows = [BenchRow.Of("memory | heap", "MB", [1, 2, 3], bar: 2), BenchRow.Of("  sockets", "", [0], bar: 0)],
            Series = [new BenchSeries("memory", "MB", [0, 1], [3, 4])],
        }, null),
        new("barge-in", "Barge-in", null, "not measured: there is no acoustic rig here"),
    ];

    [Fact]
    public void The_page_shows_values_bars_verdicts_and_curves_and_needs_nothing_else()
    {
        var page = BenchPage.Of(Outcomes);
        Assert.Contains("Stress &lt;30 minutes&gt;</a>: 1 of its bars missed", page, StringComparison.Ordinal);
        Assert.Contains("<td>3</td><td>2 MB</td><td>3 MB</td><td>3 MB</td><td>≤ 2 MB</td><td class=\"misses\">misses</td>", page, StringComparison.Ordinal);
        Assert.Contains("<polyline points=\"0,", page, StringComparison.Ordinal);
        Assert.Contains("there is no acoustic rig here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_says_the_same_in_Markdown()
    {
        var table = BenchMarkdown.Of(Outcomes);
        Assert.Contains("| memory \\| heap | 3 | 2 MB | 3 MB | 3 MB | ≤ 2 MB | misses |", table, StringComparison.Ordinal);
        Assert.Contains("| · sockets | 1 | 0 | 0 | 0 | ≤ 0 | holds |", table, StringComparison.Ordinal);
        Assert.Contains("`cortex bench barge-in`: not measured", table, StringComparison.Ordinal);
    }
}
