using Cortex.App.WebConsole;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.WebConsole;

/// <summary>Two pages that take the conversation from each other again and again fill no log.</summary>
public sealed class HolderNewsTests
{
    [Fact]
    public void A_change_is_told_at_once_and_many_by_the_last_of_them()
    {
        var clock = new FakeTimeProvider();
        List<string> said = [];
        using var news = new HolderNews(said.Add, clock);
        news.Tell("one");
        Assert.Equal(["one"], said);
        for (var i = 0; i < 100; i++)
            news.Tell(i % 2 is 0 ? "two" : "one");
        news.Tell("two");
        Assert.Equal(["one"], said);
        clock.Advance(HolderNews.Quiet);
        Assert.Equal(["one", "two"], said);

        news.Tell("one");
        news.Tell("two");
        clock.Advance(HolderNews.Quiet * 3);
        Assert.Equal(["one", "two"], said);
        news.Tell("three");
        Assert.Equal(["one", "two", "three"], said);
    }
}
