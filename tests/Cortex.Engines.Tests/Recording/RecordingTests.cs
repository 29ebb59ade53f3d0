using System.Text;
using Cortex.Engines.Recording;
using Cortex.Engines.Recording.Cassettes;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Engines.Tests;

public sealed class RecordingTests : IDisposable
{
    private readonly CountingClock _clock = new(new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("cortex-recording").FullName;

    private string File1 => Path.Combine(_folder, "talk.jsonl");

    [Fact]
    public async Task Both_directions_are_written_with_their_times_and_without_media()
    {
        await RecordAsync(includesMedia: false);

        var lines = await File.ReadAllLinesAsync(File1, TestContext.Current.CancellationToken);
        Assert.Equal("""{"cortexRecording":2,"start":"2026-11-24T07:00:00+00:00","engine":"puppet","audio":false,"pictures":false}""", lines[0]);
        Assert.Equal("""{"ms":0,"up":{"setup":{"model":"models/test"}}}""", lines[1]);
        Assert.Contains("""{"ms":20,"up":{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=16000","bytes":640}}}}""", lines);
        Assert.Contains("""{"ms":20,"up":{"realtimeInput":{"video":{"mimeType":"image/jpeg","bytes":3}}}}""", lines);
        Assert.Contains("""{"ms":20,"up":{"realtimeInput":{"activityEnd":{}}}}""", lines);
        Assert.Contains("""{"ms":120,"turn":1,"down":{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","bytes":4}}]}}}}""", lines);
        Assert.Contains(lines, static line => line.Contains("""{"data":"yours","audio":{"data":"AAAA"}}""", StringComparison.Ordinal));
        Assert.Equal("""{"ms":120,"turn":1,"notice":{"kind":"closed","side":"Client","code":1000,"text":"","class":"Clean"}}""", lines[^1]);
    }

    [Fact]
    public async Task Media_are_written_where_asked_for()
    {
        await RecordAsync(includesMedia: true);

        var text = await File.ReadAllTextAsync(File1, TestContext.Current.CancellationToken);
        Assert.Contains("""{"mimeType":"audio/pcm;rate=24000","data":"AQIDBA=="}""", text, StringComparison.Ordinal);
        Assert.Contains("\"audio\":true,\"pictures\":true", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reader_gives_back_what_was_recorded_with_silence_for_the_media()
    {
        await RecordAsync(includesMedia: false);

        var cassette = Cassette.Load(File1);

        Assert.Equal(("puppet", false, true), (cassette.Header.Engine, cassette.Header.HasAudio, cassette.IsWhole));
        var sound = Assert.Single(cassette.Lines, static line => Encoding.UTF8.GetString(line.Json.Span).Contains("audio/pcm;rate=24000", StringComparison.Ordinal));
        Assert.Equal((RecordingLineKind.Down, 1, TimeSpan.FromMilliseconds(120)), (sound.Kind, sound.Turn, sound.At));
        var content = Assert.IsType<ServerContent>(new ServerMessageReader().Read(sound.ToMessage()));
        Assert.Equal(new byte[4], content.ModelTurn!.Parts[0].InlineData!.Value.ToArray());
    }

    [Fact]
    public async Task A_cassette_plays_the_engines_side_in_time()
    {
        await RecordAsync(includesMedia: true);
        await using var conversation = new WellFormed(new CassetteEngine(Cassette.Load(File1), _clock)).Open(new Setup(), ConversationHistory.Empty);
        var armed = _clock.Timers;
        await using var ear = new Listener(conversation);
        await ear.Until(static item => item.Message is SetupComplete, "the setup");

        // The recorded client had finished its question before the answer came: so must this one, a second later.
        await Patience.Until(() => _clock.Timers == armed + 1, "the wait for the start");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await conversation.SendAsync(new RealtimeInput { ActivityStart = true }, TestContext.Current.CancellationToken);
        await conversation.SendAsync(new RealtimeInput { ActivityEnd = true }, TestContext.Current.CancellationToken);
        await Patience.Until(() => _clock.Timers == armed + 3, "the wait for the answer's time");
        _clock.Advance(TimeSpan.FromMilliseconds(99));
        await ClockPump.Settle();
        Assert.Empty(ear.Messages<ServerContent>());
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var answer = await ear.Until(static item => item.Message is ServerContent, "the answer");
        Assert.Equal([1, 2, 3, 4], ((ServerContent)answer.Message!).ModelTurn!.Parts[0].InlineData!.Value.ToArray());
        await conversation.SendAsync(
            new ToolResponse { FunctionResponses = [new FunctionResponse { Id = "1", Name = "look" }] }, TestContext.Current.CancellationToken);
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the turn's end");

        // The recorded client said goodbye; so must this one.
        Assert.Empty(ear.Notices<Closed>());
        await conversation.DisposeAsync();
        await ear.UntilClosed();
        Assert.Equal(CloseReason.Done, ear.Notices<Closed>()[0].Reason);
    }

    [Fact]
    public async Task A_cassette_that_is_stopped_in_the_middle_closes_what_is_open()
    {
        await RecordAsync(includesMedia: true);
        var conversation = new WellFormed(new CassetteEngine(Cassette.Load(File1), _clock)).Open(new Setup(), ConversationHistory.Empty);
        var ear = new Listener(conversation);
        await conversation.SendAsync(new RealtimeInput { ActivityStart = true }, TestContext.Current.CancellationToken);
        await conversation.SendAsync(new RealtimeInput { ActivityEnd = true }, TestContext.Current.CancellationToken);
        await _clock.RunUntil(() => ear.Messages<ToolCall>().Count > 0);

        // Well-formed to the end, as the checker sees it.
        await ear.DisposeAsync();

        Assert.Single(ear.Notices<Closed>());
    }

    [Fact]
    public async Task A_second_conversation_has_a_file_of_its_own()
    {
        await using (var engine = new RecordingEngine(new Puppet(_clock), File1, null, _clock, NullLoggerFactory.Instance))
        {
            await using var one = engine.Open(new Setup { Model = "models/one" }, ConversationHistory.Empty);
            await using var two = engine.Open(new Setup { Model = "models/two" }, ConversationHistory.Empty);
        }

        Assert.Contains("models/one", await File.ReadAllTextAsync(File1, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("models/two", await File.ReadAllTextAsync(Path.Combine(_folder, "talk-2.jsonl"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_grows_no_further_than_it_may_and_says_so()
    {
        await using (var engine = new RecordingEngine(new Puppet(_clock), File1, new RecordingOptions { MostBytes = 2000, MostFiles = 1 }, _clock, NullLoggerFactory.Instance))
        {
            await using var conversation = engine.Open(new Setup(), ConversationHistory.Empty);
            for (var i = 0; i < 100; i++)
            {
                await conversation.SendAsync(new RealtimeInput { Text = "a question like any other" }, TestContext.Current.CancellationToken);
            }
        }

        var cassette = Cassette.Load(File1);
        Assert.Equal(RecordingLineKind.End, cassette.Lines[^1].Kind);
        Assert.InRange(new FileInfo(File1).Length, 1500, 2200);
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_an_error_that_names_it()
    {
        var path = Path.Combine(_folder, "missing", "talk.jsonl");

        var error = Assert.Throws<RecordingException>(() => new RecordingEngine(new Puppet(_clock), path, null, _clock, NullLoggerFactory.Instance));

        Assert.StartsWith(path + ": the recording cannot be written", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("RIFF....WAVE", "no recording of Cortex")]
    [InlineData("{\"some\":\"json\"}\n", "no recording of Cortex")]
    [InlineData("{\"cortexRecording\":9,\"start\":\"2026-11-24T07:00:00Z\",\"engine\":\"x\",\"media\":false}\n", "use a newer one")]
    [InlineData("", "is empty")]
    [InlineData("\u001f", "no recording of Cortex")]
    public void A_foreign_file_is_an_error_that_says_so(string text, string words)
    {
        var error = Assert.Throws<RecordingException>(() => Cassette.Read("talk.jsonl", Encoding.UTF8.GetBytes(text)));

        Assert.StartsWith("talk.jsonl", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"ms\":2,\"do")]
    [InlineData("{\"ms\":1,\"sideways\":{}}")]
    [InlineData("{\"ms\":1,\"down\":7}")]
    [InlineData("{\"ms\":1e300,\"lost\":1}")]
    [InlineData("{\"ms\":1,\"turn\":99999999999,\"lost\":1}")]
    [InlineData("{\"ms\":1,\"notice\":{\"kind\":\"closed\"}}")]
    [InlineData("")]
    public void A_damaged_line_is_named_and_all_others_are_used(string damaged)
    {
        var cassette = Cassette.Read("talk.jsonl", Encoding.UTF8.GetBytes(
            "{\"cortexRecording\":1,\"start\":\"2026-11-24T07:00:00Z\",\"engine\":\"x\",\"media\":true}\n{\"ms\":1,\"down\":{}}\n" + damaged + "\n{\"ms\":3,\"lost\":1}\n"));

        Assert.True(cassette is { IsWhole: true, Header: { HasAudio: true, HasPictures: true } });
        Assert.Equal([2, 4], cassette.Lines.Select(static line => line.Number));
        Assert.Equal(3, Assert.Single(cassette.Damages).Line);
    }

    [Fact]
    public void Without_its_first_line_the_rest_is_used()
    {
        var cassette = Cassette.Read("talk.jsonl", Encoding.UTF8.GetBytes("{\"cortexRec\n{\"ms\":1,\"down\":{}}\n{\"ms\":3,\"lost\":1}\n"));

        Assert.Equal((null, ""), (cassette.Header.Start, cassette.Header.Engine));
        Assert.Equal(2, cassette.Lines.Count);
        Assert.Single(cassette.Damages);
    }

    [Fact]
    public async Task A_last_line_that_a_crash_cut_off_costs_only_itself()
    {
        await RecordAsync(includesMedia: false);
        var whole = Cassette.Load(File1);
        var bytes = await File.ReadAllBytesAsync(File1, TestContext.Current.CancellationToken);

        var cut = Cassette.Read("talk.jsonl", bytes.AsMemory(0, bytes.Length - 5));

        Assert.False(cut.IsWhole);
        Assert.Equal(whole.Lines.Count - 1, cut.Lines.Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Two marks, sound, a picture, a tool; what users own has names like media.
    private async Task RecordAsync(bool includesMedia)
    {
        var puppet = new Puppet(_clock);
        await using var engine = new RecordingEngine(puppet, File1, new RecordingOptions { IncludesAudio = includesMedia, IncludesPictures = includesMedia }, _clock, NullLoggerFactory.Instance);
        var conversation = new WellFormed(engine).Open(new Setup { Model = "models/test" }, ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        puppet.Say(new LiveEvent(new SetupComplete(), _clock.GetTimestamp(), 0));
        await ear.Until(static item => item.Message is SetupComplete, "the setup");
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        await conversation.SendAsync(new RealtimeInput { ActivityStart = true });
        await conversation.SendAsync(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", new byte[640]) });
        await conversation.SendAsync(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", new byte[3]) });
        await conversation.SendAsync(new RealtimeInput { ActivityEnd = true });
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        puppet.Say(new LiveEvent(
            new ServerContent { ModelTurn = new Content { Parts = [new Part { InlineData = MediaBytes.FromBase64("audio/pcm;rate=24000", "AQIDBA=="u8.ToArray()) }] } },
            _clock.GetTimestamp(),
            1));
        puppet.Say(new LiveEvent(
            new ToolCall
            {
                FunctionCalls = [new FunctionCall { Id = "1", Name = "look", Args = System.Text.Json.JsonElement.Parse("""{"data":"yours","audio":{"data":"AAAA"}}""") }],
            },
            _clock.GetTimestamp(),
            1));
        await ear.Until(static item => item.Message is ToolCall, "the call");
        await conversation.SendAsync(new ToolResponse { FunctionResponses = [new FunctionResponse { Id = "1", Name = "look" }] });
        puppet.Say(new LiveEvent(new ServerContent { TurnComplete = true }, _clock.GetTimestamp(), 1));
    }
}
