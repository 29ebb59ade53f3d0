using System.Text;
using Cortex.Engines.Recording;
using Cortex.Engines.Recording.Cassettes;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Engines.Tests;

/// <summary>The recorder in flight: packed, in parts, with this device's own events, without keys.</summary>
public sealed class FlightTests : IDisposable
{
    private readonly CountingClock _clock = new(new DateTimeOffset(2026, 12, 1, 7, 0, 0, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("cortex-flight").FullName;

    private string Packed => Path.Combine(_folder, "talk.jsonl.gz");

    [Fact]
    public async Task What_a_device_tells_stands_among_the_messages_also_from_before_the_opening_and_after_the_end()
    {
        var puppet = new Puppet(_clock);
        await using (var engine = Open(puppet, new RecordingOptions()))
        {
            engine.Tell(null, 0, "device", static json => json.WriteString("name", "early"));
            await using (var conversation = engine.Open(new Setup(), ConversationHistory.Empty))
            {
                var warned = new Warned("mind the gap");
                puppet.Say(new LiveEvent(warned, _clock.GetTimestamp(), 1));
                await using (var events = conversation.ReceiveAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken))
                {
                    await events.MoveNextAsync();
                }

                // The pump hears of it from the engine, and need not tell it twice.
                engine.Tell(TimeSpan.Zero, 1, warned);
                engine.Tell(TimeSpan.Zero, 1, new Lost(LostKind.Microphone, TimeSpan.FromSeconds(1), 50, "the pump said so"));
            }

            engine.Tell(TimeSpan.FromSeconds(3), 2, "turn", null);
        }

        var text = Text(Cassette.Load(Packed));
        Assert.Equal(["""{"kind":"device","name":"early"}""", """{"kind":"turn"}"""], text.Where(static line => line.StartsWith("""{"kind":"device""", StringComparison.Ordinal) || line.Contains("turn", StringComparison.Ordinal)));
        Assert.Single(text, static line => line.Contains("mind the gap", StringComparison.Ordinal));
        Assert.Single(text, static line => line.Contains("the pump said so", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_said_a_second_ago_is_on_its_way_to_the_disk()
    {
        await using var engine = Open(new Puppet(_clock), new RecordingOptions());
        await using var conversation = engine.Open(new Setup(), ConversationHistory.Empty);
        for (var i = 1; i <= 3; i++)
        {
            await conversation.SendAsync(new RealtimeInput { Text = $"question {i}" }, TestContext.Current.CancellationToken);

            // No end, no full block: only the clock.
            await Patience.Until(
                () =>
                {
                    _clock.Advance(TimeSpan.FromMilliseconds(100));
                    return File.Exists(Packed) && new FileInfo(Packed).Length > 0 && Text(Cassette.Load(Packed)).Any(line => line.Contains($"question {i}", StringComparison.Ordinal));
                },
                $"question {i} on the disk");
        }
    }

    [Fact]
    public async Task A_full_file_goes_on_in_the_next_and_only_the_newest_stay()
    {
        await using (var engine = Open(new Puppet(_clock), new RecordingOptions { MostBytes = 3000, MostFiles = 3 }, "talk.jsonl"))
        {
            await using var conversation = engine.Open(new Setup { Model = "models/kept" }, ConversationHistory.Empty);
            for (var i = 0; i < 300; i++)
            {
                await conversation.SendAsync(new RealtimeInput { Text = $"question {i}" }, TestContext.Current.CancellationToken);
            }
        }

        var files = Directory.GetFiles(_folder).Select(static file => (File: file, Tape: Cassette.Load(file))).OrderBy(static one => one.Tape.Header.Part).ToArray();
        Assert.Equal(3, files.Length);
        Assert.All(files, static one => Assert.InRange(new FileInfo(one.File).Length, 500, 3200));
        Assert.All(files, static one => Assert.Contains("models/kept", Text(one.Tape)[0], StringComparison.Ordinal));
        Assert.Contains($"goes on in {Path.GetFileName(files[2].File)}", Text(files[1].Tape)[^1], StringComparison.Ordinal);
        Assert.Equal(Path.GetFileName(files[1].File), files[2].Tape.Header.Follows);
        Assert.Contains("question 299", string.Concat(Text(files[2].Tape)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_stays_where_it_shall_and_the_oldest_go()
    {
        var options = new RecordingOptions { KeepsEarlier = true, MostFiles = 2 };
        for (var start = 0; start < 3; start++)
        {
            await using var engine = Open(new Puppet(_clock), options);
            await using var conversation = engine.Open(new Setup { Model = $"models/{start}" }, ConversationHistory.Empty);
        }

        Assert.Equal(["talk-2.jsonl.gz", "talk-3.jsonl.gz"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Assert.Contains("models/2", Text(Cassette.Load(Path.Combine(_folder, "talk-3.jsonl.gz")))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_key_gets_in_whoever_says_it()
    {
        const string Key = "not+a/real=key-0123456789";
        var puppet = new Puppet(_clock);
        await using (var engine = Open(puppet, new RecordingOptions { Secrets = [Key] }, "talk.jsonl"))
        {
            await using var conversation = engine.Open(new Setup(), ConversationHistory.Empty);
            await conversation.SendAsync(new RealtimeInput { Text = $"my key is {Key}, and again {Key}" }, TestContext.Current.CancellationToken);
            engine.Tell(TimeSpan.Zero, 0, new Warned($"refused: key={Key}"));
            engine.Tell(null, 0, "device", static json => json.WriteString("why", Key));
        }

        var text = await File.ReadAllTextAsync(Path.Combine(_folder, "talk.jsonl"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
        Assert.DoesNotContain("real=key", text, StringComparison.Ordinal);
        Assert.Contains("refused: key=***", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Sound_and_pictures_are_chosen_apart(bool audio, bool pictures)
    {
        await using (var engine = Open(new Puppet(_clock), new RecordingOptions { IncludesAudio = audio, IncludesPictures = pictures }))
        {
            await using var conversation = engine.Open(new Setup(), ConversationHistory.Empty);
            await conversation.SendAsync(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", new byte[3]) }, TestContext.Current.CancellationToken);
            await conversation.SendAsync(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", new byte[3]) }, TestContext.Current.CancellationToken);
        }

        var tape = Cassette.Load(Packed);
        Assert.Equal((audio, pictures), (tape.Header.HasAudio, tape.Header.HasPictures));
        Assert.Equal(audio, Text(tape)[1].Contains("\"AAAA\"", StringComparison.Ordinal));
        Assert.Equal(pictures, Text(tape)[2].Contains("\"AAAA\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disk_that_is_full_is_said_once_and_the_conversation_goes_on()
    {
        var puppet = new Puppet(_clock);
        await using var engine = new RecordingEngine(puppet, "/dev/full", null, _clock, NullLoggerFactory.Instance);
        await using var conversation = engine.Open(new Setup(), ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        await Patience.Until(
            () =>
            {
                puppet.Say(new LiveEvent(new ServerContent { TurnComplete = true }, _clock.GetTimestamp(), 1));
                return ear.Notices<Warned>().Count > 0;
            },
            "the warning");
        puppet.Say(new LiveEvent(new ServerContent { Interrupted = true }, _clock.GetTimestamp(), 1));
        await ear.Until(static item => item.Message is ServerContent { Interrupted: true }, "what follows");
        Assert.Contains("the conversation goes on without it", Assert.Single(ear.Notices<Warned>()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_is_for_its_owners_eyes()
    {
        await Open(new Puppet(_clock), new RecordingOptions()).DisposeAsync();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Packed));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Text(Cassette tape) => [.. tape.Lines.Select(static line => Encoding.UTF8.GetString(line.Json.Span))];

    private RecordingEngine Open(Puppet puppet, RecordingOptions options, string name = "talk.jsonl.gz") =>
        new(puppet, Path.Combine(_folder, name), options, _clock, NullLoggerFactory.Instance);
}
