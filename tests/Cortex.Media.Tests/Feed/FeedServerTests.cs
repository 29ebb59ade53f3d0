using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Cortex.Media.Detection;
using Cortex.Media.Feed;
using Cortex.Media.Frames;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Feed;

/// <summary>Over real sockets: what producers may bring, and what becomes of those that bring something else.</summary>
public sealed class FeedServerTests : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("cortex-feed-").FullName;
    readonly FakeTimeProvider _clock = new();
    readonly LogCapture _log = new();
    readonly ConcurrentQueue<Scene> _scenes = new();
    readonly CancellationTokenSource _stop = new();
    FeedServer? _feed;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_feed is not null)
            await _feed.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        _stop.Dispose();
    }

    [Fact]
    public async Task Pictures_and_things_arrive_with_the_age_they_have()
    {
        var feed = Open();
        _clock.Advance(TimeSpan.FromSeconds(100));
        using var producer = await Connect();
        var jpeg = Jpeg();
        await producer.SendAsync(Line("""{"type":"frame","bytes":$,"ageMs":500}""".Replace("$", $"{jpeg.Length}", StringComparison.Ordinal)));
        await producer.SendAsync(jpeg);
        await producer.SendAsync(Line("""{"type":"detections","objects":[{"label":"chair","confidence":0.8,"box":[0.1,0.2,0.3,0.9]},{"label":" person ","confidence":1,"box":[0,0,1,1]}]}"""));
        await Patience.Until(() => feed.Camera.Newest is not null && !_scenes.IsEmpty, "both");

        Assert.Equal(jpeg, feed.Camera.Newest!.Bytes.ToArray());
        Assert.Equal((320, 240, 1), (feed.Camera.Newest.Width, feed.Camera.Newest.Height, feed.Camera.Captured));
        Assert.Equal(500, _clock.GetElapsedTime(feed.Camera.Newest.CapturedAt).TotalMilliseconds, 1.0);
        var scene = Assert.Single(_scenes);
        Assert.Equal([new("chair", 0.8, new PicturePlace(0.1f, 0.2f, 0.3f, 0.9f)), new("person", 1, new PicturePlace(0, 0, 1, 1))], scene.Objects);
        Assert.Equal(_clock.GetTimestamp(), scene.SeenAt);

        // What is older shows nothing that is there now.
        _clock.Advance(TimeSpan.FromSeconds(1.6));
        Assert.Null(feed.Camera.Newest);
    }

    [Fact]
    public async Task Messages_may_come_in_any_pieces()
    {
        Open();
        using var producer = await Connect();
        var jpeg = Jpeg();
        byte[] all = [.. Line($$"""{"type":"frame","bytes":{{jpeg.Length}}}"""), .. jpeg, .. Line("""{"type":"detections","objects":[]}""")];
        foreach (var piece in all.Chunk(137))
            await producer.SendAsync(piece);
        await Patience.Until(() => _feed!.Camera.Captured == 1 && _scenes.Count == 1, "both, whole");
    }

    [Fact]
    public async Task The_newest_of_several_producers_wins_and_what_comes_too_fast_is_dropped()
    {
        var feed = Open();
        using var one = await Connect();
        using var other = await Connect();
        var (first, second) = (Jpeg("202020"), Jpeg("e0e0e0"));
        await SendFrame(one, first);
        await Patience.Until(() => feed.Camera.Captured == 1, "the first");
        for (var i = 0; i < 50; i++)
            await SendFrame(one, first);
        await Patience.Until(() => feed.Dropped == 50, "the others are dropped");
        Assert.Equal(1, feed.Camera.Captured);

        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await SendFrame(other, second);
        await Patience.Until(() => feed.Camera.Captured == 2, "the other's");
        Assert.Equal(second, feed.Camera.Newest!.Bytes.ToArray());
    }

    [Theory]
    [InlineData("hello", "no message")]
    [InlineData("""{"type":"picture"}""", "\\u0022type\\u0022 is")]
    [InlineData("""{"type":"frame"}""", "a frame has")]
    [InlineData("""{"type":"frame","bytes":-1}""", "a frame has")]
    [InlineData("""{"type":"frame","bytes":2000001}""", "a frame may have 2000000 bytes")]
    [InlineData("""{"type":"frame","bytes":1e30}""", "no message")]
    [InlineData("""{"type":"frame","bytes":10,"ageMs":-5}""", "a frame ")]
    [InlineData("""{"type":"frame","bytes":10,"bytes":10}""", "no message")]
    [InlineData("""{"type":"frame","bytes":10,"path":"/etc/passwd"}""", "$.path is unknown")]
    [InlineData("""{"type":"frame","bytes":10,"a\u202e\nb":1}""", "no message")]
    [InlineData("""{"type":"detections"}""", "detections have")]
    [InlineData("""{"type":"detections","objects":[{"label":"a","confidence":0.5,"box":[0,0,1,"1"]}]}""", "no message")]
    [InlineData("[[[[[[[[[[[[[[[[", "no message")]
    [InlineData("null", "\\u0022type\\u0022 is")]
    public async Task What_is_no_message_gets_one_line_and_the_connection_ends(string line, string error)
    {
        Open();
        using var producer = await Connect();
        await producer.SendAsync(Line(line));
        var answer = await Answers(producer);
        Assert.Contains(error, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Cortex.", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer, StringComparison.Ordinal);
        Assert.StartsWith("{\"error\":\"", Assert.Single(answer.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(_scenes);
    }

    [Theory]
    [InlineData("""{"label":"","confidence":0.5,"box":[0,0,1,1]}""")]
    [InlineData("""{"label":"a\nb","confidence":0.5,"box":[0,0,1,1]}""")]
    [InlineData("""{"label":"a\u202eb","confidence":0.5,"box":[0,0,1,1]}""")]
    [InlineData("""{"label":"a\u2066b","confidence":0.5,"box":[0,0,1,1]}""")]
    [InlineData("""{"label":"a\u200b","confidence":0.5,"box":[0,0,1,1]}""")]
    [InlineData("""{"label":"a\u2028b","confidence":0.5,"box":[0,0,1,1]}""")]
    [InlineData("""{"label":"a\u2029b","confidence":0.5,"box":[0,0,1,1]}""")]
    [InlineData("""{"label":"a\udb40\udc41","confidence":0.5,"box":[0,0,1,1]}""")]
    [InlineData("""{"label":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","confidence":0.5,"box":[0,0,1,1]}""")]
    [InlineData("""{"label":"a","confidence":1.5,"box":[0,0,1,1]}""")]
    [InlineData("""{"label":"a","confidence":0.5,"box":[0,0,1]}""")]
    [InlineData("""{"label":"a","confidence":0.5,"box":[0.5,0,0.5,1]}""")]
    [InlineData("""{"label":"a","confidence":0.5,"box":[0,0,1.1,1]}""")]
    [InlineData("""{"label":"a","box":[0,0,1,1]}""")]
    [InlineData("null")]
    public async Task A_thing_that_is_none_is_named_and_the_next_message_counts(string thing)
    {
        Open();
        using var producer = await Connect();
        await producer.SendAsync(Line($$"""{"type":"detections","objects":[{{thing}}]}"""));
        await producer.SendAsync(Line("""{"type":"detections","objects":[]}"""));
        producer.Shutdown(SocketShutdown.Send);
        Assert.Contains("object 1: it has a", await Answers(producer), StringComparison.Ordinal);
        Assert.Empty(Assert.Single(_scenes).Objects);
    }

    [Fact]
    public async Task Too_many_things_are_refused_and_pictures_that_are_none_too()
    {
        Open();
        using var producer = await Connect();
        var thing = """{"label":"a","confidence":1,"box":[0,0,1,1]}""";
        await producer.SendAsync(Line($$"""{"type":"detections","objects":[{{string.Join(',', Enumerable.Repeat(thing, 101))}}]}"""));
        await SendFrame(producer, Encoding.UTF8.GetBytes("this is no picture at all"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SendFrame(producer, Jpeg()[..^50]);
        producer.Shutdown(SocketShutdown.Send);
        var answers = (await Answers(producer)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("may have 100 objects, this one has 101", answers[0], StringComparison.Ordinal);
        Assert.Contains("is not a picture", answers[1], StringComparison.Ordinal);
        Assert.Equal(0, _feed!.Camera.Captured);
    }

    [Fact]
    public async Task A_line_without_end_is_ended_at_its_limit()
    {
        Open();
        using var producer = await Connect();
        // Not more than the buffers take, or nobody would be left to read the answer.
        await producer.SendAsync(new byte[64 << 10]);
        Assert.Contains("a line may have 65536 bytes", await Answers(producer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_producer_that_dawdles_or_says_nothing_gives_its_place_back()
    {
        var feed = Open();
        using var slow = await Connect();
        using var silent = await Connect();
        await slow.SendAsync(Line("""{"type":"frame","bytes":1000}"""));
        await slow.SendAsync(new byte[10]);
        await Patience.Until(() => feed.Producers == 2, "both are there");
        var answered = Answers(slow);
        await _clock.RunUntil(answered, TimeSpan.FromMilliseconds(100));
        Assert.Contains("a message must be whole within 5 s", await answered, StringComparison.Ordinal);
        var told = Answers(silent);
        await _clock.RunUntil(told, TimeSpan.FromSeconds(1));
        Assert.Contains("nothing came for 60 s", await told, StringComparison.Ordinal);
        await Patience.Until(() => feed.Producers == 0, "the places are free");
    }

    [Fact]
    public async Task More_producers_than_there_is_room_for_are_told_so()
    {
        var feed = Open();
        List<Socket> producers = [];
        for (var i = 0; i < 4; i++)
            producers.Add(await Connect());
        await Patience.Until(() => feed.Producers == 4, "four are there");
        using var fifth = await Connect();
        Assert.Contains("there are 4 producers already", await Answers(fifth), StringComparison.Ordinal);
        producers[0].Dispose();
        await Patience.Until(() => feed.Producers == 3, "one has gone");
        using var next = await Connect();
        await next.SendAsync(Line("""{"type":"detections","objects":[]}"""));
        await Patience.Until(() => _scenes.Count == 1, "the next is heard");
        producers.ForEach(static producer => producer.Dispose());
    }

    [Fact]
    public async Task A_hostile_producer_grows_no_memory()
    {
        Open();
        using var producer = await Connect();
        var jpeg = Jpeg();
        await SendFrame(producer, jpeg);
        await Patience.Until(() => _feed!.Camera.Captured == 1, "a first picture");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        // 200 MB of pictures as fast as they are taken, on a clock that stands still: all but the first are too many.
        var flood = new byte[2_000_000];
        jpeg.CopyTo(flood, 0);
        for (var i = 0; i < 100; i++)
            await SendFrame(producer, flood);
        await Patience.Until(() => _feed!.Dropped == 100, "all are dropped");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 3_000_000);
    }

    [Fact]
    public async Task While_the_camera_is_off_pictures_are_read_and_forgotten()
    {
        var feed = Open();
        using var producer = await Connect();
        await SendFrame(producer, Jpeg());
        await Patience.Until(() => feed.Camera.Newest is not null, "a picture");
        await _stop.CancelAsync();
        await Patience.Until(() => feed.Camera.Newest is null, "it is hidden");
        await SendFrame(producer, Jpeg());
        await producer.SendAsync(Line("""{"type":"detections","objects":[]}"""));
        await Patience.Until(() => _scenes.Count == 1, "what comes after");
        Assert.Equal(1, feed.Camera.Captured);
    }

    [Fact]
    public async Task Where_nobody_wants_detections_their_producer_is_told()
    {
        Open(wantsScenes: false);
        using var producer = await Connect();
        await producer.SendAsync(Line("""{"type":"detections","objects":[]}"""));
        producer.Shutdown(SocketShutdown.Send);
        Assert.Contains("nobody here wants detections", await Answers(producer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_socket_is_its_owners_alone_and_gone_after()
    {
        var feed = Open();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path_));
        var second = Assert.Throws<IOException>(() => FeedServer.Open(new() { Socket = Path_ }, null, _clock, _log));
        Assert.Contains("another program listens there", second.Message, StringComparison.Ordinal);
        await feed.DisposeAsync();
        Assert.False(File.Exists(Path_));
        _feed = null;

        // One that a dead program left is taken over; anything else is not touched.
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // This runtime removes what it bound; a program that was killed does not.
            dead.Bind(new UnixDomainSocketEndPoint(Path_ + ".dead"));
            await Programs.RunAsync("ln", [Path_ + ".dead", Path_]);
        }

        await Open().DisposeAsync();
        _feed = null;
        await File.WriteAllTextAsync(Path_, "mine", TestContext.Current.CancellationToken);
        Assert.Contains("no socket", Assert.Throws<IOException>(() => FeedServer.Open(new() { Socket = Path_ }, null, _clock, _log)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path_, TestContext.Current.CancellationToken));
        Assert.Contains("feed.socket", Assert.Throws<IOException>(() => FeedServer.Open(new() { Socket = "/nowhere/feed" }, null, _clock, _log)).Message, StringComparison.Ordinal);
        Assert.Contains("too long", Assert.Throws<IOException>(() => FeedServer.Open(new() { Socket = "/" + new string('x', 200) }, null, _clock, _log)).Message, StringComparison.Ordinal);
    }

    string Path_ => Path.Combine(_folder, "feed.socket");

    [Fact]
    public async Task A_question_is_taken_once_a_second_and_only_where_somebody_answers()
    {
        var asked = new ConcurrentQueue<string>();
        _feed = FeedServer.Open(new() { Socket = Path_ }, null, _clock, _log, asked.Enqueue);
        using var producer = await Connect();
        await producer.SendAsync(Line("""{"type":"ask","text":" What is in front of me? "}"""));
        await producer.SendAsync(Line("""{"type":"ask","text":"And now?"}"""));
        await producer.SendAsync(Line("""{"type":"ask","text":""}"""));
        await producer.SendAsync(Line($$"""{"type":"ask","text":"{{new string('x', 501)}}"}"""));
        await producer.SendAsync(Line("""{"type":"ask","text":"a\nb"}"""));
        producer.Shutdown(SocketShutdown.Send);
        var answers = await Answers(producer);
        Assert.Equal(["What is in front of me?"], asked);
        Assert.Contains("too fast", answers, StringComparison.Ordinal);
        Assert.Equal(3, answers.Split("1 to 500 characters").Length - 1);

        await _feed.DisposeAsync();
        Open();
        using var other = await Connect();
        await other.SendAsync(Line("""{"type":"ask","text":"Anybody?"}"""));
        other.Shutdown(SocketShutdown.Send);
        Assert.Contains("nobody here answers questions", await Answers(other), StringComparison.Ordinal);
    }

    FeedServer Open(bool wantsScenes = true)
    {
        _feed = FeedServer.Open(new() { Socket = Path_ }, wantsScenes ? _scenes.Enqueue : null, _clock, _log);
        _ = _feed.Camera.RunAsync(_stop.Token);
        return _feed;
    }

    async Task<Socket> Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path_), Patience.Token());
        return socket;
    }

    static async Task SendFrame(Socket producer, byte[] jpeg)
    {
        await producer.SendAsync(Line($$"""{"type":"frame","bytes":{{jpeg.Length}}}"""));
        for (var at = 0; at < jpeg.Length;)
            at += await producer.SendAsync(jpeg.AsMemory(at), Patience.Token());
    }

    static async Task<string> Answers(Socket producer)
    {
        using var all = new MemoryStream();
        var piece = new byte[4096];
        while (await producer.ReceiveAsync(piece, Patience.Token()) is > 0 and var count)
            all.Write(piece, 0, count);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    static byte[] Line(string json) => Encoding.UTF8.GetBytes(json + "\n");

    static byte[] Jpeg(string colour = "20a040")
    {
        using var drawn = new Drawn(320, 240, colour);
        return drawn.Jpeg();
    }
}
