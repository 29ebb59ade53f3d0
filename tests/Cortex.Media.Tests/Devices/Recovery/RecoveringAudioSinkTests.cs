using Cortex.Media.Devices;
using Cortex.Testing;

namespace Cortex.Media.Tests.Devices;

public sealed class RecoveringAudioSinkTests : IAsyncDisposable
{
    private readonly KeeperClock _time = new();
    private readonly LogCapture _logs = new();
    private readonly List<DeviceEvent> _events = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Counting _mouth = new();
    private readonly FakeSpeaker _first;
    private readonly RecoveringAudioSink _sink;
    private readonly Task _running;
    private FakeSpeaker? _next;

    public RecoveringAudioSinkTests()
    {
        _first = new FakeSpeaker(24000, _time);
        var report = new DeviceReport(isMicrophone: false, "Headset", _logs.CreateLogger("devices"), _events.Add, _time);
        _sink = new RecoveringAudioSink(_first, OpenAgain, report, _time);
        _running = _sink.RunAsync(_mouth, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _time.RunUntil(_running);
        await _sink.DisposeAsync();
        _stop.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task An_answer_waits_for_a_loudspeaker_that_comes_back_soon_and_loses_no_sample()
    {
        await RunAsync(1);
        await _first.FailAsync("the cable is out");
        await RunAsync(3);
        Assert.Equal(_first.Played.Count, _mouth.Said);

        _next = new FakeSpeaker(24000, _time) { Latency = TimeSpan.FromMilliseconds(80) };
        await RunAsync(4);
        Assert.Equal((short)(_first.Played[^1] + 1), _next.Played[0]);
        Assert.Equal([DeviceEventKind.Lost, DeviceEventKind.Back], _events.Select(static told => told.Kind));
        Assert.Equal(80, _sink.Latency.TotalMilliseconds);
    }

    [Fact]
    public async Task After_five_seconds_a_conversation_goes_on_without_a_loudspeaker_in_real_time()
    {
        await RunAsync(1);
        await _first.FailAsync("gone");
        await RunAsync(11);
        Assert.InRange(_mouth.Said, (7 * 24000) - 2000, (7 * 24000) + 2000);
        Assert.Single(_events);
    }

    [Fact]
    public async Task One_that_stands_still_is_lost_after_two_seconds()
    {
        await RunAsync(1);
        _first.IsStill = true;
        await RunAsync(2.2);
        Assert.Equal("it has taken no sound for 2 s", Assert.Single(_events).Reason);
        Assert.Equal((1L, 1L), (_sink.Counters.Losses, _sink.Counters.Stalls));
    }

    [Fact]
    public async Task One_that_comes_back_with_another_rate_is_given_sound_at_that_rate()
    {
        _mouth.Constant = 1000;
        await _first.FailAsync("gone");
        _next = new FakeSpeaker(48000, _time);
        await RunAsync(3);
        var (said, played) = (_mouth.Said, _next.Played.Count);
        await RunAsync(10);
        Assert.Equal(2.0, (double)(_next.Played.Count - played) / (_mouth.Said - said), 0.01);
        Assert.All(_next.Played[^4800..], static sample => Assert.InRange(sample, 990, 1010));
    }

    private Task RunAsync(double seconds) => _time.PassAsync(TimeSpan.FromSeconds(seconds));

    private Task<IAudioSink> OpenAgain() =>
        _next is { } next ? Task.FromResult<IAudioSink>(next) : Task.FromException<IAudioSink>(new AudioDeviceException("there is no loudspeaker"));

    private sealed class Counting : IAudioProvider
    {
        public int Said { get; private set; }

        public short? Constant { get; set; }

        public void Fill(Span<short> destination, long timestamp)
        {
            foreach (ref var sample in destination)
            {
                sample = Constant ?? (short)Said;
                Said++;
            }
        }
    }
}
