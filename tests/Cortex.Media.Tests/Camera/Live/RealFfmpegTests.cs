using Cortex.Media.Camera;
using Cortex.Media.Frames;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Media.Tests.Camera;

/// <summary>A live camera through the real ffmpeg, whose own test picture stands for one.</summary>
public sealed class RealFfmpegTests
{
    [Fact]
    public async Task The_users_own_input_is_a_camera_that_fits_and_is_gone_after()
    {
        Needs.Program("ffmpeg");
        var options = new CameraOptions { Input = "-f lavfi -i 'testsrc2=size=1280x720:rate=10'" };
        var camera = await Cameras.OpenAsync("auto", options, static _ => { }, TimeProvider.System, NullLoggerFactory.Instance, Patience.Token());
        using var stop = new CancellationTokenSource();
        var running = camera.RunAsync(stop.Token);
        Assert.Null(camera.Newest);

        var began = TimeProvider.System.GetTimestamp();
        camera.Look();
        await Patience.Until(() => camera.Captured >= 20, "twenty pictures");
        var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds;

        // Two seconds of pictures: ffmpeg's own are not taken faster than they would come.
        Assert.True(took > 1.5, $"20 pictures took {took:0.00} s");
        var frame = camera.Newest!;
        Assert.Equal((768, 432), (frame.Width, frame.Height));
        Assert.Same(frame, new FrameFitter().Fit(frame));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within("the end"));
        await camera.DisposeAsync();
        Assert.DoesNotContain(
            Directory.EnumerateDirectories("/proc"), static folder => Command(folder).Contains("testsrc2=size=1280x720:rate=10\0-an", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http"), InlineData("https"), InlineData("rtsp")]
    public async Task A_stream_that_is_not_there_is_one_line_without_its_password(string scheme)
    {
        Needs.Program("ffmpeg");
        var told = new TaskCompletionSource<CameraEvent>();
        var log = new LogCapture();
        await using var camera = await Cameras.OpenAsync($"{scheme}://me:secret@127.0.0.1:9/video", new(), told.SetResult, TimeProvider.System, log, Patience.Token());
        using var stop = new CancellationTokenSource();
        var running = camera.RunAsync(stop.Token);
        camera.Look();
        var lost = await told.Task.Within("the line");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal($"{scheme}://127.0.0.1:9/video: its server does not answer: check the address and the network; the conversation goes on without pictures", lost.Reason);
        Assert.DoesNotContain("secret", log.Text, StringComparison.Ordinal);
    }

    static string Command(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
