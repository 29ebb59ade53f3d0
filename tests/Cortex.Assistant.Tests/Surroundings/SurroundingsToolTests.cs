using System.Text.Json;
using Cortex.Assistant.Surroundings;
using Cortex.Engines.Tools;
using Cortex.Live.Protocol;
using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Assistant.Tests.Surroundings;

/// <summary>What the model is told, word for word.</summary>
public sealed class SurroundingsToolTests
{
    private readonly FakeTimeProvider _clock = new();

    public SurroundingsToolTests() => _clock.Advance(TimeSpan.FromSeconds(100));

    [Fact]
    public async Task Each_thing_is_told_with_place_clock_movement_and_age()
    {
        var since = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(12));
        var scene = new Scene(
            [
                new SceneObject("chair", 0.831, new PicturePlace(0, 0.5f, 0.2f, 0.9f)) { Track = 1, Since = since, Motion = Motion.Steady, Side = Side.Left },
                new SceneObject("person", 0.9, new PicturePlace(0.4f, 0.2f, 0.6f, 0.9f)) { Motion = Motion.Nearer },
            ],
            _clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromMilliseconds(410));

        Assert.Equal(
            """{"output":{"seen_seconds_ago":0.4,"things":[{"what":"chair","where":"left","clock":11,"moving":"steady","since_seconds":12.4,"sure":0.83},{"what":"person","where":"ahead","clock":12,"moving":"nearer","sure":0.9}]}}""",
            await AskAsync(scene));
    }

    [Fact]
    public async Task What_is_not_known_is_said()
    {
        Assert.Equal("""{"error":"nobody can tell what is around: there is no picture, or the camera is off"}""", await AskAsync(null));
        Assert.Equal(
            """{"output":{"seen_seconds_ago":0,"things":[],"note":"the detector recognised nothing; that does not mean that nothing is there"}}""",
            await AskAsync(new Scene([], _clock.GetTimestamp())));
        Assert.Contains("not from now", await AskAsync(new Scene([new SceneObject("dog", 0.9, PicturePlace.Everywhere)], 0)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_detector_that_fails_is_an_error_in_the_answer()
    {
        var tool = new SurroundingsTool(static _ => throw new IOException("the model failed"), 66, _clock);
        var answer = await tool.AnswerAsync(Call(SurroundingsTool.Name), new CallTurn(this, 1), TestContext.Current.CancellationToken);
        Assert.Equal("""{"error":"the detector could not look: the model failed"}""", answer!.Value.Response.GetRawText());
    }

    [Fact]
    public async Task It_stands_beside_other_tools()
    {
        var tools = new JoinedTools([new SurroundingsTool(_ => new((Scene?)null), 66, _clock), new Seven()]);

        Assert.Contains("nobody can tell", (await tools.AnswerAsync(Call("what_is_around"), new CallTurn(this, 1), TestContext.Current.CancellationToken))!.Value.Response.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("7", (await tools.AnswerAsync(Call("seven"), new CallTurn(this, 1), TestContext.Current.CancellationToken))!.Value.Response.GetRawText());
        Assert.Null(await tools.AnswerAsync(Call("eight"), new CallTurn(this, 1), TestContext.Current.CancellationToken));
    }

    private async Task<string> AskAsync(Scene? scene)
    {
        var answer = await new SurroundingsTool(_ => new(scene), 66, _clock).AnswerAsync(Call(SurroundingsTool.Name), new CallTurn(this, 1), TestContext.Current.CancellationToken);
        return answer!.Value.Response.GetRawText();
    }

    private static FunctionCall Call(string name) => new() { Id = "1", Name = name };

    private sealed class Seven : IToolAnswers
    {
        public ValueTask<ToolAnswer?> AnswerAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken) =>
            new(call.Name == "seven" ? new ToolAnswer(JsonElement.Parse("7")) : null);
    }
}
