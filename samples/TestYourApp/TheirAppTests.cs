using Cortex.Server.Faults;

namespace TestYourApp;

/// <summary>Tests of an app that talks to the Live API: no key, no network, the same answer every time, and any fault at will.</summary>
public sealed class TheirAppTests
{
    private static readonly byte[] Picture = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "street.jpg"));

    [Fact]
    public async Task The_app_shows_the_picture_it_asks_about_and_says_the_answer()
    {
        await using var stage = await Stage.SetAsync("""{ "name": "chair", "turns": [ { "say": ["A chair, on the left."] } ] }""");
        var (said, seconds) = await new TheirApp(stage.Url).AskAsync("What \"is\" that?", Picture, TestContext.Current.CancellationToken);

        Assert.Equal("A chair, on the left.", said);
        Assert.InRange(seconds, 0.1, 10);
        Assert.Equal(("What \"is\" that?", Picture.Length, null), Assert.Single(stage.Asked));
    }

    [Fact]
    public async Task The_app_opens_the_door_when_the_model_asks_for_it()
    {
        await using var stage = await Stage.SetAsync("""
            { "name": "door", "tools": [ { "name": "open_door", "description": "Opens the door." } ],
              "turns": [ { "call": [ { "name": "open_door" } ], "then": [ { "say": ["It is open."] } ] } ] }
            """);
        var (said, _) = await new TheirApp(stage.Url).AskAsync("Let me in", Picture, TestContext.Current.CancellationToken);

        Assert.Equal("It is open.", said);
        Assert.Contains("\"door\":\"open\"", stage.Asked.Last().Tool, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_does_not_connect_again_is_found_out()
    {
        var drop = new FaultPlan { Name = "drop", Faults = [new Fault { What = FaultKind.Drop, When = new() { Connection = 1, Turn = 1 } }] };
        await using var stage = await Stage.SetAsync("""{ "name": "chair", "turns": [ { "say": ["A chair."] } ] }""", new() { Faults = drop });

        await Assert.ThrowsAnyAsync<Exception>(() => new TheirApp(stage.Url).AskAsync("What is that?", Picture, TestContext.Current.CancellationToken));
        Assert.Equal(1, stage.Counts.Connections);
    }
}
