using System.Diagnostics;
using System.Globalization;
using Cortex.Media.Camera;
using Cortex.Media.Frames;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Camera;

/// <summary>Through the real ffmpeg, on a clock of our own.</summary>
public sealed class VideoTests : IDisposable
{
    readonly Scrap _scrap = new();
    readonly FakeTimeProvider _clock = new();
    readonly long _start;

    // ffmpeg lives in real time, and the clock may be an hour on before it wakes.
    static readonly TimeSpan Forever = TimeSpan.FromDays(30);
    static readonly FrameSourceOptions Patient = new() { VideoTimeout = Forever };

    public VideoTests() => _start = _clock.GetTimestamp();

    public void Dispose() => _scrap.Dispose();

    [Fact]
    public async Task A_video_is_seen_at_its_own_pace_its_first_frame_at_once()
    {
        var path = await Video("color=red:s=320x240:d=2:r=10[a];color=blue:s=320x240:d=2:r=10[b];[a][b]concat");
        await using var source = Open(path, 2);
        var running = source.RunAsync(Patience.Token());

        await Patience.Until(() => source.Captured == 1, "the first frame without the clock moving");
        Assert.Equal((PlainColour.Red, 320, 240), (Colour(source), source.Newest!.Width, source.Newest.Height));
        for (var frame = 2; frame <= 8; frame++)
        {
            await _clock.RunUntil(() => source.Captured == frame, limit: Forever);
            Assert.Equal(frame <= 4 ? PlainColour.Red : PlainColour.Blue, Colour(source));
            Assert.True(Ms(source.Newest) >= (frame - 1) * 500);
        }

        await _clock.RunUntil(running, limit: Forever);
        Assert.Equal(8, source.Captured);
    }

    [Fact]
    public async Task A_large_video_is_scaled_by_ffmpeg_and_not_encoded_twice()
    {
        var path = await Video("testsrc2=s=1920x1080:d=1:r=5");
        await using var source = Open(path, 5);
        await _clock.RunUntil(source.RunAsync(Patience.Token()), limit: Forever);
        Assert.Equal((768, 432, 5), (source.Newest!.Width, source.Newest.Height, source.Captured));
        Assert.InRange(source.Newest.Bytes.Length, 10_000, 150_000);
        // ffmpeg's own mark is still inside: these are its bytes.
        Assert.True(source.Newest.Bytes.Span.IndexOf("Lavc"u8) > 0);
    }

    [Fact]
    public async Task Where_letters_are_to_be_read_ffmpeg_keeps_them()
    {
        var path = await Video("testsrc2=s=1280x720:d=1:r=1,noise=alls=20:allf=t");
        var bytes = new List<int>();
        foreach (var quality in (int[])[70, 90])
        {
            await using var source = new VideoSource(
                path, Patient with { FramesPerSecond = 1, Limits = new() { LongestSide = 1024, Quality = quality, MaxBytes = 1_000_000 } }, _clock, NullLogger.Instance);
            await _clock.RunUntil(source.RunAsync(Patience.Token()), limit: Forever);
            bytes.Add(source.Newest!.Bytes.Length);
        }

        Assert.True(bytes[1] > 1.5 * bytes[0], $"{bytes[1]} bytes at quality 90, {bytes[0]} at 70");
    }

    [Fact]
    public async Task Disposing_in_the_middle_leaves_no_process_behind()
    {
        var path = await Video("testsrc2=s=640x480:d=60:r=10");
        var source = Open(path, 2);
        var running = source.RunAsync(Patience.Token());
        await Patience.Until(() => source.Captured == 1, "the first frame");
        Assert.Single(Processes(path));

        await source.DisposeAsync().Within("disposing");
        Assert.True(running.IsCompleted);
        Assert.Empty(Processes(path));
        Assert.NotNull(source.Newest);
    }

    [Fact]
    public async Task What_is_no_video_is_said_in_the_words_of_ffmpeg()
    {
        Needs.Program("ffmpeg");
        var path = _scrap.Write("notes.txt", "these are my notes\nand no video"u8.ToArray());
        await using var source = Open(path, 2);
        var fault = await Assert.ThrowsAsync<IOException>(() => source.RunAsync(Patience.Token()).Within("the refusal"));
        Assert.StartsWith($"{path}: cannot be read as a picture or a video (", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Invalid data", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public async Task Without_ffmpeg_one_line_says_what_to_install()
    {
        var path = _scrap.Write("walk.mp4", "not read at all"u8.ToArray());
        await using var source = new VideoSource(path, new(), _clock, NullLogger.Instance, "no-such-ffmpeg");
        var fault = await Assert.ThrowsAsync<IOException>(() => source.RunAsync(Patience.Token()));
        Assert.Contains("sudo apt install ffmpeg", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public async Task A_decoder_that_hangs_is_given_up_and_killed()
    {
        var path = _scrap.Write("walk.mp4", "not read at all"u8.ToArray());
        var program = _scrap.Program("hanging", "exec sleep 1000");
        await using var source = new VideoSource(path, new(), _clock, NullLogger.Instance, program);
        var running = source.RunAsync(Patience.Token());
        var fault = await Assert.ThrowsAsync<IOException>(() => _clock.RunUntil(running, TimeSpan.FromSeconds(1)));
        Assert.Contains("gave no frame for 15 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_frames_are_skipped_counted_and_survived()
    {
        using var good = new Drawn(320, 240, "20a040");
        var jpeg = good.Jpeg();
        byte[] stream = [.. jpeg, .. jpeg[..^60], .. jpeg, 1, 2, 3, .. jpeg];
        var data = _scrap.Write("stream", stream);
        var program = _scrap.Program("player", $"exec cat '{data}'");

        await using var source = new VideoSource(data, Patient, _clock, NullLogger.Instance, program);
        await _clock.RunUntil(source.RunAsync(Patience.Token()), limit: Forever);
        Assert.Equal((3, 1), (source.Captured, source.Damaged));
    }

    [Fact]
    public async Task A_child_of_the_decoder_that_holds_its_error_output_is_no_fault_of_the_pictures()
    {
        using var good = new Drawn(320, 240, "20a040");
        var data = _scrap.Write("walk.mp4", good.Jpeg());
        var program = _scrap.Program("player", $"cat '{data}'; sleep 30 >&- 2>&2 & echo $! > '{_scrap.Folder}/child'; exit 0");
        await using var source = new VideoSource(data, Patient, _clock, NullLogger.Instance, program);
        await _clock.RunUntil(source.RunAsync(Patience.Token()), limit: Forever);
        Assert.Equal(1, source.Captured);
        using var child = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(_scrap.Folder, "child")), CultureInfo.InvariantCulture));
        child.Kill();
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_decoder_that_gave_all_and_stays_is_killed_and_only_without_pictures_a_fault(bool hasPictures)
    {
        using var good = new Drawn(320, 240, "20a040");
        var data = _scrap.Write("walk.mp4", hasPictures ? good.Jpeg() : []);
        var program = _scrap.Program("player", $"cat '{data}'; exec >&-; touch '{_scrap.Folder}/closed'; exec sleep 1000");
        await using var source = new VideoSource(data, new() { VideoTimeout = TimeSpan.FromHours(10) }, _clock, NullLogger.Instance, program);
        var running = source.RunAsync(Patience.Token());
        await Patience.Until(() => File.Exists(Path.Combine(_scrap.Folder, "closed")) && (!hasPictures || source.Captured == 1), "all it gives");
        var ending = _clock.RunUntil(running, TimeSpan.FromMinutes(1), Forever);
        if (hasPictures)
            await ending;
        else
            Assert.Equal($"{data}: cannot be read as a picture or a video (ffmpeg gave no picture and did not end). Give a picture, a folder of pictures, or a video.", (await Assert.ThrowsAsync<IOException>(() => ending)).Message);
    }

    IFrameSource Open(string path, double framesPerSecond) =>
        FrameSources.Open(path, _clock, NullLoggerFactory.Instance, Patient with { FramesPerSecond = framesPerSecond });

    int Ms(Frame? frame) => (int)_clock.GetElapsedTime(_start, frame!.CapturedAt).TotalMilliseconds;

    static PlainColour Colour(IFrameSource source) => PictureLook.At(source.Newest!.Bytes).Patches[0].Colour;

    async Task<string> Video(string filter)
    {
        Needs.Program("ffmpeg");
        var path = Path.Combine(_scrap.Folder, "video.mkv");
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-nostdin", "-f", "lavfi", "-i", filter, "-c:v", "mpeg4", path])!;
        await ffmpeg.WaitForExitAsync(Patience.Token());
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }

    static string[] Processes(string path) => [.. Directory.EnumerateDirectories("/proc").Where(folder =>
    {
        try
        {
            return int.TryParse(Path.GetFileName(folder), out _) && File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(path, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    })];
}
