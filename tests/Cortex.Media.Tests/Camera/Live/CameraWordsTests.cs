using Cortex.Media.Camera;
using Cortex.Testing;

namespace Cortex.Media.Tests.Camera;

/// <summary>What a camera's program says, as people may read it.</summary>
public sealed class CameraWordsTests
{
    [Theory]
    [InlineData("rtsp://bob:s3cretpw@127.0.0.1:9/x?key=qqqq: Connection refused", "rtsp://127.0.0.1:9/x: Connection refused")]
    [InlineData("[tcp @ 0x55d0c0] Connection to tcp://10.0.0.7:80?timeout=0 failed: Connection refused", "Connection to tcp://10.0.0.7:80/ failed: Connection refused")]
    [InlineData("keepalive request failed for 'https://cdn.test/a.ts?token=s3cretpw' when opening", "keepalive request failed for 'https://cdn.test/a.ts' when opening")]
    [InlineData("/dev/video0: Device or resource busy", "/dev/video0: Device or resource busy")]
    public void No_address_in_them_has_its_password_or_its_query(string said, string plain) => Assert.Equal(plain, CameraWords.Plain(said, []));

    [Fact]
    public void An_address_with_blanks_is_known_by_what_the_program_was_given()
    {
        const string address = "http://bob:s3cret pw@127.0.0.1/my camera?key=a b";
        Assert.DoesNotContain("pw@", CameraWords.Plain($"{address}: Connection refused", ["-i", address]), StringComparison.Ordinal);
        Assert.DoesNotContain("a b", CameraWords.Plain($"{address}: Connection refused", ["-i", address]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_users_own_input_is_named_logged_and_reported_without_its_password()
    {
        const string address = "rtsp://bob:s3cretpw@127.0.0.1:9/x?key=qqqq";
        using var standIn = new StandIn();
        var options = standIn.Ffmpeg($"echo '{address}: Connection refused' >&2; exit 1") with { Input = $"-rtsp_transport tcp -i {address}" };
        var told = new TaskCompletionSource<CameraEvent>();
        var log = new LogCapture();
        await using var camera = await Cameras.OpenAsync("auto", options, lost => told.TrySetResult(lost), TimeProvider.System, log, Patience.Token());
        Assert.Equal("ffmpeg -rtsp_transport tcp -i rtsp://127.0.0.1:9/x", camera.Name);

        using var stop = new CancellationTokenSource();
        var running = camera.RunAsync(stop.Token);
        camera.Look();
        var lost = await told.Task.Within("the line");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within("the end"));

        Assert.Contains("rtsp://127.0.0.1:9/x: Connection refused", log.Text, StringComparison.Ordinal);
        Assert.All([log.Text, lost.Camera, lost.Reason], static words =>
        {
            Assert.DoesNotContain("s3cretpw", words, StringComparison.Ordinal);
            Assert.DoesNotContain("qqqq", words, StringComparison.Ordinal);
        });
    }
}
