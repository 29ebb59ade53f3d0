using System.Collections.Concurrent;
using System.Diagnostics;
using Cortex.Media.Camera;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Camera;

/// <summary>What starts, stops and restarts a camera's program; on a clock of our own, with scripts in its place.</summary>
public sealed class LiveCameraTests : IAsyncDisposable
{
    const string Films = "while :; do cat $here/picture.jpg || exit; sleep 0.02; done";
    const string OnePicture = "cat $here/picture.jpg; exec sleep 1000";

    // The clock may be hours on before a real program has done anything.
    static readonly Func<CameraOptions, CameraOptions> Patient = static options => options with { StartLimit = TimeSpan.FromDays(1), StallLimit = TimeSpan.FromDays(1) };

    // A camera with a plug, without a node of this machine.
    static readonly Func<CameraOptions, CameraOptions> Plugged = static options => options with { Input = "-i /dev/its-own" };

    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    readonly StandIn _standIn = new();
    readonly FakeTimeProvider _clock = new();
    readonly LogCapture _log = new();
    readonly ConcurrentQueue<CameraEvent> _events = new();
    readonly CancellationTokenSource _stop = new();
    IFrameSource? _camera;
    Task _running = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_camera is not null)
            await _camera.DisposeAsync();
        _standIn.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task It_starts_at_the_first_look_and_stops_when_nobody_looked_for_half_a_minute()
    {
        var camera = await Run(Films, Patient);
        await ClockPump.Settle();
        Assert.Empty(_standIn.Started);
        Assert.Null(camera.Newest);

        camera.Look();
        await Patience.Until(() => camera.Captured == 1, "the first picture");
        Assert.Equal(_standIn.Picture, camera.Newest!.Bytes.ToArray());
        _clock.Advance(TimeSpan.FromSeconds(29));
        camera.Look();
        _clock.Advance(TimeSpan.FromSeconds(29));
        await Patience.Until(() => camera.Captured >= 2, "a picture after the second look");
        Assert.True(_standIn.Runs);

        _clock.Advance(TimeSpan.FromSeconds(2));
        await Patience.Until(() => !_standIn.Runs, "the program is gone");
        await Patience.Until(() => camera.Newest is null, "what was seen before is not shown");
        Assert.Empty(_events);

        var before = camera.Captured;
        camera.Look();
        await Patience.Until(() => camera.Captured > before, "a picture after it slept");
        Assert.Equal(2, _standIn.Started.Length);
    }

    [Fact]
    public async Task It_is_being_started_until_its_first_picture_and_never_after_a_fault()
    {
        var camera = await Run($"while [ ! -e $here/open ]; do sleep 0.02; done; [ -e $here/plugged ] || exit 1; {Films}", Patient);
        Assert.False(camera.IsStarting);
        camera.Look();
        await Patience.Until(() => _standIn.Started.Length == 1, "the program");
        Assert.True(camera.IsStarting);
        _standIn.Write("plugged", []);
        _standIn.Write("open", []);
        await Patience.Until(() => camera.Captured > 0, "the first picture");
        Assert.False(camera.IsStarting);

        File.Delete(_standIn.In("plugged"));
        Process.GetProcessById(_standIn.Started[^1]).Kill();
        await _clock.RunUntil(Looking(camera, () => !_events.IsEmpty), Step, TimeSpan.FromHours(1));
        File.Delete(_standIn.In("open"));
        await _clock.RunUntil(Looking(camera, () => _standIn.Started.Length >= 2 && _standIn.Runs), Step, TimeSpan.FromHours(1));
        Assert.False(camera.IsStarting);
    }

    [Fact]
    public async Task Pictures_that_come_faster_than_they_are_wanted_are_left_out()
    {
        var camera = await Run(Films);
        camera.Look();
        await Patience.Until(() => camera.Captured == 1, "the first picture");
        for (var at = 0; at < 50; at++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        // Half a second at ten a second; the program makes fifty in real time.
        Assert.InRange(camera.Captured, 2, 7);
    }

    [Fact]
    public async Task A_program_that_dies_is_told_once_and_started_again_ever_more_seldom()
    {
        var camera = await Run("cat $here/picture.jpg; echo '/dev/video0: Device or resource busy' >&2; exit 1", Plugged, "auto");
        await _clock.RunUntil(Looking(camera, () => _standIn.Started.Length >= 5 && camera.Captured >= 4), Step, TimeSpan.FromHours(1));

        // It gives a picture each time, and is not back for that.
        var lost = Assert.Single(_events);
        Assert.True(lost.IsLost);
        Assert.Contains("another program has it", lost.Reason, StringComparison.Ordinal);
        Assert.Contains("Device or resource busy", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _log.Text + string.Concat(_events.Select(static told => told.Camera + told.Reason)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_lasts_is_one_line_and_so_is_its_end()
    {
        var camera = await Run($"[ -e $here/plugged ] || {{ echo 'a: No such device' >&2; exit 1; }}\n{Films}", options => Plugged(Patient(options)), "auto");
        await _clock.RunUntil(Looking(camera, () => _standIn.Started.Length >= 4), Step, TimeSpan.FromHours(1));
        var lost = Assert.Single(_events);
        Assert.True(lost.IsLost);
        Assert.Equal("ffmpeg -i /dev/its-own: it is gone: plug it in again; `cortex devices` lists those that are there; the conversation goes on without pictures", lost.Reason);
        Assert.Equal(1, _log.Count(2105));
        Assert.Null(camera.Newest);

        _standIn.Write("plugged", []);
        await _clock.RunUntil(Looking(camera, () => camera.Captured > 0), Step, TimeSpan.FromHours(2));
        Assert.Single(_events);
        await _clock.RunUntil(Looking(camera, () => _events.Count == 2), Step, TimeSpan.FromHours(2));
        Assert.False(_events.Last().IsLost);
    }

    [Theory]
    [InlineData("echo 'http://camera.test/stream?token=secret: Input/output error' >&2", "http://camera.test/stream ended (http://camera.test/stream: Input/output error): check its address, its server and the network")]
    [InlineData("echo 'http://camera.test/stream?token=secret: Server returned 403 Forbidden (access denied)' >&2", "http://camera.test/stream: its server refuses it (http://camera.test/stream: Server returned 403 Forbidden (access denied)): check the address, with its user and its password")]
    [InlineData("echo 'Connection to tcp://camera.test:80 failed: Connection refused' >&2", "http://camera.test/stream: its server does not answer: check the address and the network")]
    [InlineData("exit 0", "http://camera.test/stream ended: check its address, its server and the network")]
    [InlineData("exec sleep 1000", "http://camera.test/stream gave no picture for 10 s: check its address, its server and the network")]
    public async Task A_stream_has_no_plug_to_look_at(string script, string line)
    {
        var camera = await Run(script);
        camera.Look();
        // The program lives in real time: by the clock it may have been given up before it has said a word.
        await Patience.Until(() => !_events.IsEmpty || (_standIn.Started.Length == 1 && script.Contains("sleep", StringComparison.Ordinal)), "the program, or its end");
        await _clock.RunUntil(Looking(camera, () => !_events.IsEmpty), Step, TimeSpan.FromHours(1));
        Assert.Equal($"{line}; the conversation goes on without pictures", _events.First().Reason);
    }

    [Fact]
    public async Task A_camera_that_stands_still_is_stopped_and_its_last_picture_not_shown_for_long()
    {
        var camera = await Run(OnePicture);
        camera.Look();
        await Patience.Until(() => camera.Newest is not null, "the picture");
        _clock.Advance(TimeSpan.FromSeconds(2.1));
        Assert.Null(camera.Newest);

        await _clock.RunUntil(Looking(camera, () => !_events.IsEmpty), Step, TimeSpan.FromHours(1));
        Assert.Contains("gave no picture for 5 s", Assert.Single(_events).Reason, StringComparison.Ordinal);
        await Patience.Until(() => _standIn.Started.All(static id => !Directory.Exists($"/proc/{id}")) || _standIn.Started.Length > 1, "it was stopped");
    }

    [Fact]
    public async Task A_program_that_never_gives_a_picture_is_given_ten_seconds()
    {
        var camera = await Run("exec sleep 1000");
        camera.Look();
        await Patience.Until(() => _standIn.Started.Length == 1, "the program");
        await _clock.RunUntil(Looking(camera, () => !_events.IsEmpty), Step, TimeSpan.FromHours(1));
        Assert.Contains("gave no picture for 10 s", _events.First().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_program_one_line_says_what_to_install()
    {
        var camera = await Run("", options => options with { Places = options.Places with { Ffmpeg = new("no-such-ffmpeg") } });
        await _clock.RunUntil(Looking(camera, () => !_events.IsEmpty), Step, TimeSpan.FromHours(1));
        await _clock.RunFor(TimeSpan.FromSeconds(5), Step);
        Assert.EndsWith("which is not installed: sudo apt install ffmpeg; the conversation goes on without pictures", Assert.Single(_events).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_may_not_be_started_is_one_line_too()
    {
        var folder = _standIn.In("a-folder");
        Directory.CreateDirectory(folder);
        var camera = await Run("", options => options with { Places = options.Places with { Ffmpeg = new(folder) } });
        await _clock.RunUntil(Looking(camera, () => !_events.IsEmpty), Step, TimeSpan.FromHours(1));
        await _clock.RunFor(TimeSpan.FromSeconds(5), Step);
        Assert.True(Assert.Single(_events).IsLost);
        Assert.False(_running.IsCompleted);
    }

    [Fact]
    public async Task Pictures_that_cannot_be_used_are_one_line_and_good_ones_among_them_are_seen()
    {
        _standIn.Write("cut.jpg", _standIn.Picture[..^60]);
        var camera = await Run("[ -e $here/good ] && f=picture || f=cut; while :; do cat $here/$f.jpg $here/$f.jpg; touch $here/wrote; sleep 0.02; done");
        camera.Look();
        await Patience.Until(() => File.Exists(_standIn.In("wrote")), "some pictures were written");
        await _clock.RunUntil(Looking(camera, () => !_events.IsEmpty), Step, TimeSpan.FromHours(1));
        Assert.Contains("can be used: they are damaged", Assert.Single(_events).Reason, StringComparison.Ordinal);
        Assert.Equal(0, camera.Captured);

        _standIn.Write("good", []);
        await _clock.RunUntil(Looking(camera, () => camera.Captured > 0), Step, TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task Stopping_stops_the_program_and_shows_nothing_more()
    {
        var camera = await Run(Films);
        camera.Look();
        await Patience.Until(() => camera.Newest is not null, "a picture");
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.Within("the end"));
        Assert.False(_standIn.Runs);
        Assert.Null(camera.Newest);
    }

    static Func<bool> Looking(IFrameSource camera, Func<bool> condition) => () =>
    {
        camera.Look();
        return condition();
    };

    async Task<IFrameSource> Run(string script, Func<CameraOptions, CameraOptions>? change = null, string choice = StandIn.Stream)
    {
        var options = _standIn.Ffmpeg(script);
        _camera = await Cameras.OpenAsync(choice, change?.Invoke(options) ?? options, _events.Enqueue, _clock, _log, Patience.Token());
        _running = _camera.RunAsync(_stop.Token);
        return _camera;
    }
}
