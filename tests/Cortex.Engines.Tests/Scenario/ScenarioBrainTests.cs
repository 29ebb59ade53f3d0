using System.Text;
using Cortex.Engines.Scenario;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Audio;
using Cortex.Media.Frames;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Scenario;

/// <summary>What a script answers to a question: each rule by itself.</summary>
public sealed class ScenarioBrainTests
{
    private static readonly Frame Picture = new(new byte[] { 1 }, "image/jpeg", 0, 0, 0);
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData("""{ "audio": true }""", true, null, false, false, true)]
    [InlineData("""{ "audio": true }""", false, "hello", false, false, false)]
    [InlineData("""{ "audio": false }""", false, "hello", false, false, true)]
    [InlineData("""{ "picture": true }""", true, null, true, false, true)]
    [InlineData("""{ "picture": true }""", true, null, false, false, false)]
    [InlineData("""{ "picture": false }""", true, null, false, false, true)]
    [InlineData("""{ "interrupted": true }""", true, null, false, true, true)]
    [InlineData("""{ "interrupted": true }""", true, null, false, false, false)]
    [InlineData("""{ "interrupted": false }""", true, null, false, true, false)]
    [InlineData("""{ "words": ["bus", "next tram"] }""", false, "When is the NEXT, tram?", false, false, true)]
    [InlineData("""{ "words": ["bus", "next tram"] }""", false, "Where is the buses' stop?", false, false, false)]
    [InlineData("""{ "words": ["bus"] }""", true, null, false, false, false)]
    [InlineData("""{ "words": ["bus"], "picture": true }""", false, "bus", false, false, false)]
    [InlineData("""{ "words": ["bus"], "picture": true }""", false, "bus", true, false, true)]
    [InlineData("{}", true, null, false, false, true)]
    public async Task A_turn_is_played_where_everything_it_asks_for_holds(string when, bool spoken, string? typed, bool picture, bool interrupted, bool fits)
    {
        var history = interrupted ? new ConversationHistory([new(HistoryRole.User, "a"), new(HistoryRole.Model, "b", true)]) : ConversationHistory.Empty;
        var parts = await Answer(
            $$"""{ "name": "x", "otherwise": "No.", "turns": [ { "when": {{when}}, "say": ["Yes."] } ] }""",
            Ask(typed, spoken) with { Frame = picture ? Picture : null, History = history });
        Assert.Equal(fits ? "Yes." : "No.", Assert.IsType<AnswerSpeech>(Assert.Single(parts)).Text);
    }

    [Theory]
    [InlineData(0, "hello", "first")]
    [InlineData(1, "hello", "second")]
    [InlineData(1, "bus", "second")]
    [InlineData(2, "bus", "about the bus")]
    [InlineData(2, "hello", "otherwise")]
    [InlineData(7, "bus", "about the bus")]
    [InlineData(7, "hello", "otherwise")]
    public async Task The_turn_of_the_same_number_goes_first_then_one_that_asks_for_what_came_then_otherwise(int turn, string typed, string says)
    {
        const string Script = """
            { "name": "x", "otherwise": "otherwise", "turns": [
              { "say": ["first"] }, { "say": ["second"] }, { "when": { "words": ["bus"] }, "say": ["about the bus"] } ] }
            """;
        Assert.Equal(says, Assert.IsType<AnswerSpeech>(Assert.Single(await Answer(Script, Ask(typed) with { Turn = turn }))).Text);
    }

    [Fact]
    public async Task A_loop_begins_again()
    {
        const string Script = """{ "name": "x", "loop": true, "turns": [ { "say": ["a {turn}"] }, { "say": ["b {typed}"] } ] }""";
        Assert.Equal("a 5", Assert.IsType<AnswerSpeech>(Assert.Single(await Answer(Script, Ask("hi") with { Turn = 4 }))).Text);
        Assert.Equal("b hi", Assert.IsType<AnswerSpeech>(Assert.Single(await Answer(Script, Ask("hi") with { Turn = 5 }))).Text);
    }

    [Fact]
    public async Task Where_nothing_fits_it_says_so()
    {
        var said = Assert.IsType<AnswerSpeech>(Assert.Single(await Answer("""{ "name": "short", "turns": [ { "say": ["a"] } ] }""", Ask("hi") with { Turn = 1 })));
        Assert.Contains("short has no line for this", said.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Heard_comes_first_for_a_spoken_question_only(bool spoken, int parts)
    {
        var answer = await Answer("""{ "name": "x", "turns": [ { "heard": "what is it", "say": ["a"] } ] }""", Ask(spoken ? null : "what", spoken));
        Assert.Equal(parts, answer.Count);
        Assert.Equal(spoken, answer[0] is AnswerHeard { Text: "what is it" });
    }

    [Fact]
    public async Task Thinking_and_stalls_take_their_time()
    {
        var brain = Brain("""{ "name": "x", "turns": [ { "heard": "hm", "afterMs": 700, "say": ["a", { "text": "b", "stallMs": 2000 }] } ] }""");
        await using var parts = brain.AnswerAsync(Ask(null, true), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await parts.MoveNextAsync());
        Assert.IsType<AnswerHeard>(parts.Current);
        foreach (var (text, wait) in ((string, int)[])[("a", 700), ("b", 2000)])
        {
            var next = parts.MoveNextAsync().AsTask();
            _clock.Advance(TimeSpan.FromMilliseconds(wait - 1));
            await ClockPump.Settle();
            Assert.False(next.IsCompleted);
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(await next.Within(text));
            Assert.Equal(text, Assert.IsType<AnswerSpeech>(parts.Current).Text);
        }
    }

    [Fact]
    public async Task Sound_is_a_voice_a_tone_a_recording_or_a_pause()
    {
        using var folder = new MediaFolder();
        folder.Write("bell.wav", [.. Enumerable.Range(0, 4_800).Select(static at => (short)(at * 5))]);
        var parts = await Answer(
            """
            { "name": "x", "turns": [ { "say": [
              "spoken", { "toneHz": 440, "toneMs": 300 }, { "toneHz": 600, "text": "a tone" }, { "wav": "bell.wav", "text": "a bell" }, { "text": "then", "pauseMs": 250 }, { "pauseMs": 100 }, { "stallMs": 1 } ] } ] }
            """,
            Ask("hi"),
            folder.Path);
        var said = parts.Cast<AnswerSpeech>().ToArray();
        Assert.Equal(["spoken", "", "a tone", "a bell", "then", ""], said.Select(static one => one.Text));
        Assert.Equal([6 * 60, 300, 500, 200, (4 * 60) + 250, 100], said.Select(static one => one.Pcm.Length / 48));
        Assert.Equal(440, Crossings(said[1]) / 2 / 0.3, 5.0);
        var bell = new short[4_800];
        Pcm.FromBytes(said[3].Pcm.Span, bell);
        Assert.Equal(4_000, bell[800]);
        Assert.Equal(0, said[4].Pcm.Span[^12_000..].IndexOfAnyExcept((byte)0) + 1);
    }

    [Fact]
    public async Task A_recording_that_is_gone_when_it_is_played_ends_the_answer_with_its_name()
    {
        using var folder = new MediaFolder();
        folder.Write("bell.wav", new short[100]);
        var script = Script.Parse("""{ "name": "x", "turns": [ { "say": [{ "wav": "bell.wav" }] } ] }"""u8.ToArray(), "x", folder.Path);
        File.Delete(Path.Combine(folder.Path, "bell.wav"));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Read(new ScenarioBrain(script, new QuietVoice(), _clock), Ask("hi"), null));
        Assert.Contains("bell.wav", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_are_called_at_once_and_then_goes_on_with_what_fits_their_answers()
    {
        const string Text = """
            { "name": "x", "tools": [ { "name": "lamp" }, { "name": "door" } ], "turns": [ {
              "say": ["One moment."], "call": [ { "name": "lamp", "args": { "on": true } }, { "name": "door" } ],
              "then": [
                { "when": { "toolResult": "stuck" }, "say": ["It is stuck: {door.why}."] },
                { "say": ["Lamp {lamp.state.0}, door {door.missing}."], "call": [ { "name": "lamp" } ], "then": [ { "say": ["Again {lamp}."] } ] } ] } ] }
            """;
        var text = Text.Replace("Again {lamp}.", "Again {lamp.x}.", StringComparison.Ordinal);
        var question = Ask("hi") with { Setup = Declaring("lamp", "door") };
        var first = await Answer(text, question);
        var calls = Assert.IsType<AnswerToolCalls>(first[1]).Calls;
        Assert.Equal(["lamp", "door"], calls.Select(static call => call.Name));
        Assert.True(calls[0].Args!.Value.GetProperty("on").GetBoolean());

        var stuck = await Answer(text, question with { Tools = [Exchange("1", "lamp", "{}"), Exchange("2", "door", """{"output":{"why":"ice, so STUCK"}}""")] });
        Assert.Equal("It is stuck: ice, so STUCK.", Assert.IsType<AnswerSpeech>(Assert.Single(stuck)).Text);

        ToolExchange[] round = [Exchange("1", "lamp", """{"state":["on"]}"""), Exchange("2", "door", "{}")];
        var fine = await Answer(text, question with { Tools = round });
        Assert.Equal("Lamp on, door unknown.", Assert.IsType<AnswerSpeech>(fine[0]).Text);
        Assert.Equal("lamp", Assert.Single(Assert.IsType<AnswerToolCalls>(fine[1]).Calls).Name);

        var again = await Answer(text, question with { Tools = [.. round, Exchange("3", "lamp", """{"x":7}""")] });
        Assert.Equal("Again 7.", Assert.IsType<AnswerSpeech>(Assert.Single(again)).Text);
    }

    [Fact]
    public async Task A_tool_the_conversation_does_not_have_is_not_called_but_named()
    {
        var parts = await Answer("""{ "name": "x", "tools": [ { "name": "lamp" } ], "turns": [ { "call": [ { "name": "lamp" } ] } ] }""", Ask("hi"));
        Assert.Contains("would call the tool lamp", Assert.IsType<AnswerSpeech>(Assert.Single(parts)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_nothing_follows_is_named()
    {
        var parts = await Answer(
            """{ "name": "x", "tools": [ { "name": "lamp" } ], "turns": [ { "call": [ { "name": "lamp" } ], "then": [ { "when": { "toolResult": "z" } } ] } ] }""",
            Ask("hi") with { Setup = Declaring("lamp"), Tools = [Exchange("1", "lamp", "{}")] });
        Assert.Contains("no line for what the tool answered", Assert.IsType<AnswerSpeech>(Assert.Single(parts)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_has_a_reason_waits_or_closes()
    {
        var rejected = await Answer("""{ "name": "x", "turns": [ { "end": { "reason": "RESPONSE_REJECTED" } } ] }""", Ask("hi"));
        Assert.Equal(new AnswerEnd(TurnCompleteReason.From("RESPONSE_REJECTED")), Assert.Single(rejected));
        var waits = await Answer("""{ "name": "x", "turns": [ { "end": { "waitingForInput": true } } ] }""", Ask("hi"));
        Assert.Equal(new AnswerEnd(null, true), Assert.Single(waits));
        var close = await Assert.ThrowsAsync<BrainException>(() => Answer("""{ "name": "x", "turns": [ { "end": { "close": { "text": "You exceeded your current quota" } } } ] }""", Ask("hi")));
        Assert.Equal((1011, CloseClass.Quota, CloseSide.Server), (close.Reason.Code, close.Reason.Class, close.Reason.Side));
    }

    [Fact]
    public async Task No_answer_never_comes_and_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var reading = Read(Brain("""{ "name": "x", "turns": [ { "end": { "noAnswer": true } } ] }"""), Ask("hi"), stop);
        await _clock.RunFor(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.False(reading.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static double Crossings(AnswerSpeech speech)
    {
        var samples = new short[speech.Pcm.Length / 2];
        Pcm.FromBytes(speech.Pcm.Span, samples);
        return samples.Zip(samples.Skip(1), static (a, b) => (a < 0) != (b < 0) ? 1 : 0).Sum();
    }

    private static ToolExchange Exchange(string id, string name, string response) =>
        new(new FunctionCall { Id = id, Name = name }, new FunctionResponse { Id = id, Name = name, Response = System.Text.Json.JsonElement.Parse(response) });

    private static Setup Declaring(params string[] names) => new()
    {
        Model = "models/test",
        Tools = [new Tool { FunctionDeclarations = [.. names.Select(static name => new FunctionDeclaration { Name = name })] }],
    };

    private static Question Ask(string? typed, bool spoken = false) => new()
    {
        Setup = new Setup { Model = "models/test" },
        History = ConversationHistory.Empty,
        Turn = 0,
        Text = typed,
        Speech = spoken ? new byte[320] : default,
    };

    private ScenarioBrain Brain(string text, string? folder = null) =>
        new(Script.Parse(Encoding.UTF8.GetBytes(text), "x.json", folder), new QuietVoice(), _clock);

    private Task<List<AnswerPart>> Answer(string text, Question question, string? folder = null) => Read(Brain(text, folder), question);

    private async Task<List<AnswerPart>> Read(ScenarioBrain brain, Question question, CancellationTokenSource? stop = null)
    {
        var reading = Task.Run(
            async () =>
            {
                var parts = new List<AnswerPart>();
                await foreach (var part in brain.AnswerAsync(question, stop?.Token ?? CancellationToken.None))
                {
                    parts.Add(part);
                }

                return parts;
            },
            CancellationToken.None);
        if (stop is null)
        {
            await _clock.RunUntil(() => reading.IsCompleted);
        }

        return await reading;
    }

    private sealed class MediaFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("cortex-scenario").FullName;

        public void Write(string name, short[] samples)
        {
            using var writer = new BinaryWriter(File.Create(System.IO.Path.Combine(Path, name)));
            writer.Write("RIFF"u8);
            writer.Write(36 + (samples.Length * 2));
            writer.Write("WAVEfmt "u8);
            writer.Write(16);
            writer.Write((short)1);
            writer.Write((short)1);
            writer.Write(24_000);
            writer.Write(48_000);
            writer.Write((short)2);
            writer.Write((short)16);
            writer.Write("data"u8);
            writer.Write(samples.Length * 2);
            Array.ForEach(samples, writer.Write);
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
