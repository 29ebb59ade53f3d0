using Cortex.Media.Camera;
using Cortex.Media.Frames;
using Cortex.Testing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Camera;

public sealed class PictureAndFolderTests : IDisposable
{
    readonly Scrap _scrap = new();
    readonly CountingClock _clock = new();
    readonly LogCapture _log = new();

    public void Dispose() => _scrap.Dispose();

    [Fact]
    public async Task A_picture_is_one_frame_that_stays_its_bytes_untouched()
    {
        var jpeg = Jpeg("2040c0");
        await using var source = Open(_scrap.Write("street.jpg", jpeg));
        Assert.Null(source.Newest);

        _clock.Advance(TimeSpan.FromSeconds(3));
        await source.RunAsync(Patience.Token()).Within("the picture");
        Assert.Equal(jpeg, source.Newest!.Bytes.ToArray());
        Assert.Equal((1, _clock.GetTimestamp()), (source.Captured, source.Newest.CapturedAt));
    }

    [Fact]
    public async Task A_picture_is_known_by_its_bytes_not_by_its_name()
    {
        using var drawn = new Drawn(1_000, 500);
        await using var source = Open(_scrap.Write("photo.of.mine", drawn.Png()));
        await source.RunAsync(Patience.Token()).Within("the picture");
        Assert.Equal(("image/jpeg", 768, 384), (source.Newest!.MimeType, source.Newest.Width, source.Newest.Height));
    }

    [Fact]
    public async Task A_folder_shows_a_picture_every_period_in_the_order_people_expect_and_then_keeps_the_last()
    {
        string[] order = ["1.jpg", "2.JPG", "10.jpeg", "a.jpg"];
        string[] colours = ["202020", "505050", "909090", "d0d0d0"];
        foreach (var i in new[] { 2, 0, 3, 1 })
            _scrap.Write(order[i], Jpeg(colours[i]));
        _scrap.Write("notes.txt", "not a picture"u8.ToArray());

        await using var source = Open(_scrap.Folder, framesPerSecond: 4);
        var start = _clock.GetTimestamp();
        var running = source.RunAsync(Patience.Token());
        List<(Frame Frame, TimeSpan At)> seen = [];
        for (var i = 1; i <= 4; i++)
        {
            await Patience.Until(() => source.Captured == i && (i == 4 || _clock.Timers == i), "the picture, and the wait for the next");
            seen.Add((source.Newest!, _clock.GetElapsedTime(start, source.Newest!.CapturedAt)));
            _clock.Advance(TimeSpan.FromMilliseconds(249));
            Assert.Equal(i, source.Captured);
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await running.Within("the end");
        Assert.Equal(4, source.Captured);
        Assert.Equal(colours.Select(static colour => Jpeg(colour)), seen.Select(static one => one.Frame.Bytes.ToArray()));
        Assert.Equal([0, 250, 500, 750], seen.Select(static one => one.At.TotalMilliseconds));
        Assert.Same(seen[^1].Frame, source.Newest);
    }

    [Fact]
    public async Task What_is_broken_in_a_folder_is_skipped_and_said()
    {
        _scrap.Write("1.jpg", []);
        _scrap.Write("2.jpg", Jpeg("c02020")[..300]);
        _scrap.Write("3.jpg", Jpeg("20c020"));
        await using var source = Open(_scrap.Folder);
        await source.RunAsync(Patience.Token()).Within("the folder");

        Assert.Equal(1, source.Captured);
        Assert.Equal(2, _log.Count(2100));
        Assert.Contains("1.jpg: is empty", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_one_usable_picture_is_an_error()
    {
        Assert.Contains("holds no pictures", Assert.Throws<PictureException>(() => Open(_scrap.Folder)).Message, StringComparison.Ordinal);

        _scrap.Write("1.jpg", "GIF8 not really"u8.ToArray());
        await using var broken = Open(_scrap.Folder);
        Assert.Contains("1.jpg", (await Assert.ThrowsAsync<PictureException>(() => broken.RunAsync(Patience.Token()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_or_empty_is_refused_when_it_is_opened()
    {
        var missing = Assert.ThrowsAny<IOException>(() => Open("/no/such/street.jpg"));
        Assert.Equal("/no/such/street.jpg: does not exist. Give the path of a picture, a folder of pictures, or a video.", missing.Message);
        var empty = _scrap.Write("empty.jpg", []);
        Assert.StartsWith($"{empty}: is empty (0 bytes)", Assert.ThrowsAny<IOException>(() => Open(empty)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Open(_scrap.Folder, framesPerSecond: 0));
    }

    [Theory]
    [InlineData("street.jpg"), InlineData("walk.mp4")]
    public void A_pipe_is_refused_and_not_waited_for(string name)
    {
        var path = _scrap.Pipe(name);
        var fault = Assert.Throws<PictureException>(() => Open(path));
        Assert.Equal($"{path}: is a pipe, and a camera is read more than once. Save it to a file first.", fault.Message);
        File.CreateSymbolicLink(Path.Combine(_scrap.Folder, "link.jpg"), path);
        Assert.Contains("link.jpg: is a pipe", Assert.Throws<PictureException>(() => Open(Path.Combine(_scrap.Folder, "link.jpg"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_in_a_folder_is_skipped_and_said()
    {
        _scrap.Write("1.jpg", Jpeg("c02020"));
        _scrap.Pipe("2.jpg");
        _scrap.Write("3.jpg", Jpeg("20c020"));
        await using var source = Open(_scrap.Folder);
        var running = source.RunAsync(Patience.Token());
        await _clock.RunUntil(running, TimeSpan.FromMilliseconds(100));

        Assert.Equal(2, source.Captured);
        Assert.Contains("2.jpg: is a pipe", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_itself_is_skipped_in_a_folder_and_one_line_alone()
    {
        var loop = Path.Combine(_scrap.Folder, "2.jpg");
        _scrap.Write("1.jpg", Jpeg("c02020"));
        File.CreateSymbolicLink(loop, loop);
        _scrap.Write("3.jpg", Jpeg("20c020"));
        await using var source = Open(_scrap.Folder);
        await _clock.RunUntil(source.RunAsync(Patience.Token()), TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, source.Captured);
        Assert.Contains("2.jpg: cannot be read (", _log.Text, StringComparison.Ordinal);

        var fault = Assert.Throws<PictureException>(() => Open(loop));
        Assert.StartsWith($"{loop}: cannot be read (", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_device_is_no_picture() =>
        Assert.Equal("/dev/null: is a device, and a camera is read more than once. Save it to a file first.", Assert.Throws<PictureException>(() => Open("/dev/null")).Message);

    [Fact]
    public async Task A_picture_of_more_than_50_MB_is_refused_unread()
    {
        var path = _scrap.Write("huge.jpg", Jpeg("808080"));
        using (var file = File.OpenWrite(path))
            file.SetLength(3_000_000_000);
        await using var source = Open(path);
        Assert.Contains("more than the 50 MB allowed", (await Assert.ThrowsAsync<PictureException>(() => source.RunAsync(Patience.Token()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_stops_when_it_is_cancelled()
    {
        foreach (var name in new[] { "1.jpg", "2.jpg", "3.jpg" })
            _scrap.Write(name, Jpeg("808080"));
        using var stop = new CancellationTokenSource();
        await using var source = Open(_scrap.Folder);
        var running = source.RunAsync(stop.Token);
        await Patience.Until(() => source.Captured == 1, "the first picture");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within("the end"));
    }

    [Fact]
    public void Natural_order_is_an_order() =>
        Gen.Select(Name, Name, Name).Sample((a, b, c) =>
        {
            var order = NaturalOrder.Instance;
            Assert.Equal(a == b, order.Compare(a, b) == 0);
            Assert.Equal(Math.Sign(order.Compare(a, b)), -Math.Sign(order.Compare(b, a)));
            if (order.Compare(a, b) <= 0 && order.Compare(b, c) <= 0)
                Assert.True(order.Compare(a, c) <= 0);
        }, iter: 5_000);

    static readonly Gen<string> Name = Gen.String[Gen.Char["0129ab."], 0, 6];

    IFrameSource Open(string path, double framesPerSecond = 2) =>
        FrameSources.Open(path, _clock, _log, new() { FramesPerSecond = framesPerSecond });

    /// <summary>Counts the waits, so that the clock is moved only when one has begun.</summary>
    sealed class CountingClock : FakeTimeProvider
    {
        int _timers;

        public int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _timers);
            return timer;
        }
    }

    static byte[] Jpeg(string colour)
    {
        using var drawn = new Drawn(64, 48, colour);
        return drawn.Jpeg();
    }
}
