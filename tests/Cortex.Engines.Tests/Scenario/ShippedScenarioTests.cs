using Cortex.Engines.Scenario;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Scenario;

public sealed class ShippedScenarioTests
{
    public static TheoryData<string> All => [.. Script.BuiltInNames];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Plays_to_its_end(string name)
    {
        var script = Script.BuiltIn(name);
        await using var rehearsal = new Rehearsal(script);
        var played = script.Turns.Where(static turn => turn.Wearer is not null).ToArray();
        Assert.NotEmpty(played);
        for (var i = 0; i < played.Length; i++)
        {
            var next = i + 1 < played.Length ? played[i + 1].Wearer : null;
            await rehearsal.PlayAsync(played[i].Wearer!, next);
            Check(played[i], rehearsal, isCut: next?.CutInMs is not null);
        }
    }

    [Fact]
    public async Task The_tour_shows_a_picture_an_interruption_and_a_tool()
    {
        var tour = Script.Load("tour");
        await using var rehearsal = new Rehearsal(tour);
        var wearers = tour.Turns.Select(static turn => turn.Wearer!).ToArray();
        for (var i = 0; i < wearers.Length; i++)
        {
            await rehearsal.PlayAsync(wearers[i], i + 1 < wearers.Length ? wearers[i + 1] : null);
            if (i == 3)
            {
                Assert.EndsWith("The forty-two to the market square, in 6 minutes. The stop is on the far side of the road.", rehearsal.Said, StringComparison.Ordinal);
            }
        }

        Assert.Single(rehearsal.Ear.Messages<ServerContent>(), static content => content.Interrupted);
        Assert.Equal("next_bus", Assert.Single(Assert.Single(rehearsal.Ear.Messages<ToolCall>()).FunctionCalls).Name);
        Assert.Equal(wearers.Length, rehearsal.Ear.Events[^1].Turn);
    }

    [Fact]
    public void There_are_the_scenarios_that_the_readme_lists()
    {
        var readme = File.ReadAllText(Samples.Path("README.md"));
        Assert.All(Script.BuiltInNames, name => Assert.Contains($"`{name}.json`", readme, StringComparison.Ordinal));
        Assert.Contains("tour", Script.BuiltInNames);
        Assert.True(Script.BuiltInNames.Count >= 8);
    }

    private static void Check(ScriptTurn turn, Rehearsal rehearsal, bool isCut)
    {
        Assert.Equal(turn.Wearer!.Type is null ? turn.Heard ?? "" : "", rehearsal.Heard);
        var ends = rehearsal.New.Select(static item => item.Message).OfType<ServerContent>().Where(static content => content.TurnComplete).ToArray();
        if (turn.End is { NoAnswer: true })
        {
            Assert.Equal(1011, rehearsal.New.Select(static item => item.Notice).OfType<Closed>().Single().Reason.Code);
            Assert.Equal("", rehearsal.Said);
        }
        else if (turn.End?.Close is { } close)
        {
            var reason = rehearsal.New.Select(static item => item.Notice).OfType<Closed>().Single().Reason;
            Assert.Equal((close.Code, close.Text), (reason.Code, reason.Text));
        }
        else if (!isCut)
        {
            Assert.Equal(turn.End?.Reason, ends[^1].TurnCompleteReason?.Value);
            Assert.Equal(turn.End is { WaitingForInput: true }, ends[^1].WaitingForInput);
        }

        if (turn.Say.Count > 0)
        {
            var first = turn.Say[0].Text!;
            Assert.StartsWith(first.Split('{')[0][..Math.Min(20, first.Split('{')[0].Length)], rehearsal.Said, StringComparison.Ordinal);
        }

        if (turn.Then.Count > 0)
        {
            Assert.DoesNotContain("unknown", rehearsal.Said, StringComparison.Ordinal);
            Assert.DoesNotContain("no line", rehearsal.Said, StringComparison.Ordinal);
        }
    }
}
