using Cortex.App.Terminal;
using Cortex.Assistant.Pump;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.Terminal;

public sealed class ProgressLineTests
{
    [Fact]
    public void Words_too_long_for_the_line_lose_their_beginning_and_nothing_else()
    {
        var clock = new FakeTimeProvider();
        using var error = new StringWriter();
        using (var line = new ProgressLine(error, isShown: true, clock))
        {
            line.On(new WordsSaid(TimeSpan.Zero, 1, new string('a', 300) + " and the end."));
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        var shown = error.ToString().Split('\r').Last(static drawn => drawn.Contains('…'));
        Assert.Matches("^\u001b\\[K +0\\.1 s  idle      …a+ and the end\\.$", shown);
    }
}
