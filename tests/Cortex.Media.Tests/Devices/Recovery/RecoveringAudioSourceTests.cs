using Cortex.Media.Devices;
using Cortex.Testing;

namespace Cortex.Media.Tests.Devices;

public sealed class RecoveringAudioSourceTests : IAsyncDisposable
{
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(6);
    private readonly KeeperClock _time = new();
    private readonly LogCapture _logs = new();
    private readonly List<DeviceEvent> _events = [];
    private readonly List<double> _attempts = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Ear _ear = new();
    private readonly FakeMicrophone _first;
    private readonly RecoveringAudioSource _source;
    private readonly Task _running;
    private readonly long _start;
    private FakeMicrophone? _next;

    public RecoveringAudioSourceTests()
    {
        _start = _time.GetTimestamp();
        _first = new FakeMicrophone(16000, _time) { Sound = 5 };
        var report = new DeviceReport(isMicrophone: true, "Headset", _logs.CreateLogger("devices"), OnEvent, _time);
        _source = new RecoveringAudioSource(_first, OpenAgain, report, SilentAfter, _time);
        _running = _source.RunAsync(_ear, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _time.RunUntil(_running);
        await _source.DisposeAsync();
        _stop.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task A_lost_microphone_is_looked_for_ever_more_seldom_and_told_once_lost_and_once_back()
    {
        await RunAsync(1);
        await _first.FailAsync("the cable is out");
        await RunAsync(9);

        Assert.Equal([0.25, 0.75, 1.75, 3.75, 5.75, 7.75], _attempts.Select(static at => Math.Round((at - 1) * 20) / 20), Near);
        Assert.Equal(new DeviceEvent(DeviceEventKind.Lost, true, "Headset", "the cable is out"), Assert.Single(_events));
        Assert.True(_first.IsDisposed);

        _next = new FakeMicrophone(16000, _time) { Sound = 6 };
        await RunAsync(4);
        Assert.Equal([DeviceEventKind.Lost, DeviceEventKind.Back], _events.Select(static told => told.Kind));
        Assert.Equal((1L, 0L), (_source.Counters.Losses, _source.Counters.Stalls));
        Assert.Equal((1, 1), (_logs.Count(2200), _logs.Count(2201)));
        Assert.Equal(6, _ear.Samples[^1]);
    }

    [Fact]
    public async Task While_it_is_lost_silence_comes_in_real_time_without_a_hole_or_a_double()
    {
        await RunAsync(1);
        await _first.FailAsync("gone");
        await RunAsync(3);
        _next = new FakeMicrophone(16000, _time) { Sound = 6 };
        await RunAsync(4);

        Assert.InRange(_ear.Samples.Count, (8 * 16000) - 1000, 8 * 16000);
        Assert.All(_ear.Times.Zip(_ear.Times.Skip(1)), pair => Assert.InRange((pair.Second - pair.First) / 10_000.0, 9, 31));
        Assert.Contains((short)0, _ear.Samples);
        Assert.Equal(_ear.Samples.OrderBy(static sample => sample switch { 5 => 0, 0 => 1, _ => 2 }), _ear.Samples);
    }

    [Fact]
    public async Task One_that_stands_still_is_silent_after_a_moment_and_lost_after_two_seconds()
    {
        await RunAsync(1);
        _first.Sound = null;
        await RunAsync(1.5);
        Assert.Empty(_events);
        Assert.Equal(0, _ear.Samples[^1]);

        await RunAsync(1);
        Assert.Equal("no sound has come from it for 2 s", Assert.Single(_events).Reason);
        Assert.Equal((1L, 1L), (_source.Counters.Losses, _source.Counters.Stalls));
        var before = _ear.Samples.Count(static sample => sample != 0);
        _first.Deliver(7, _time.GetTimestamp() + 1);
        Assert.Equal(before, _ear.Samples.Count(static sample => sample != 0));
    }

    [Fact]
    public async Task Sound_that_comes_after_silence_took_its_place_is_dropped_and_counted()
    {
        await RunAsync(1);
        _first.Sound = null;
        await RunAsync(1);
        var samples = _ear.Samples.Count;
        _first.Deliver(7, _start + (15 * 1_000_000));
        Assert.Equal((samples, 160L), (_ear.Samples.Count, _source.Counters.DroppedSamples));

        _first.Deliver(7, _time.GetTimestamp() + 100_000);
        Assert.Equal(samples + 160, _ear.Samples.Count);
        Assert.Empty(_events);
    }

    [Fact]
    public async Task One_that_falls_silent_is_told_once_opened_again_and_back_with_its_first_sound()
    {
        await RunAsync(1);
        _first.Sound = 0;
        _next = new FakeMicrophone(16000, _time) { Sound = 0 };
        await RunAsync(20);
        Assert.Equal(DeviceEventKind.Silent, Assert.Single(_events).Kind);
        Assert.Contains("nothing but zeros for 6 s", _events[0].Reason, StringComparison.Ordinal);
        Assert.Single(_attempts);

        _next.Sound = 3;
        await RunAsync(1);
        Assert.Equal([DeviceEventKind.Silent, DeviceEventKind.Back], _events.Select(static told => told.Kind));
    }

    [Fact]
    public async Task A_microphone_that_never_had_sound_is_left_alone()
    {
        _first.Sound = 0;
        await RunAsync(30);
        Assert.Empty(_events);
        Assert.Empty(_attempts);
    }

    [Fact]
    public async Task One_that_comes_back_with_another_rate_sounds_at_the_first()
    {
        await _first.FailAsync("gone");
        _next = new FakeMicrophone(48000, _time) { Sound = 1000 };
        await RunAsync(5);
        var start = _ear.Samples.Count;
        await RunAsync(10);
        Assert.InRange(_ear.Samples.Count - start, (10 * 16000) - 500, (10 * 16000) + 500);
        Assert.All(_ear.Samples[^1600..], static sample => Assert.InRange(sample, 990, 1010));
    }

    [Fact]
    public async Task When_the_list_of_devices_is_read_again_it_is_opened_at_once_and_nothing_is_told()
    {
        await RunAsync(1);
        _next = new FakeMicrophone(16000, _time) { Sound = 6 };
        await _first.EndAsync();
        await RunAsync(0.3);
        Assert.Equal(6, _ear.Samples[^1]);
        Assert.Empty(_events);
    }

    [Fact]
    public async Task One_that_ends_again_and_again_is_not_opened_as_fast_as_it_ends()
    {
        await RunAsync(1);
        _next = new FakeMicrophone(16000, _time);
        await _next.EndAsync();
        await _first.EndAsync();
        await RunAsync(5);
        Assert.InRange(_attempts.Count, 3, 7);
    }

    [Fact]
    public async Task Overflows_are_told_together_and_not_again_for_ten_seconds()
    {
        await RunAsync(1);
        _first.Counters = new AudioDeviceCounters(3, 0, 0, 0, 0);
        await RunAsync(1);
        _first.Counters = new AudioDeviceCounters(5, 0, 0, 0, 0);
        await RunAsync(5);
        Assert.Equal("this machine read it too late 3 times, and sound was lost", Assert.Single(_events).Reason);
        await RunAsync(6);
        Assert.Equal((2, 5L), (_events.Count, _source.Counters.Overflows));
    }

    private static readonly EqualityComparer<double> Near = EqualityComparer<double>.Create(static (a, b) => Math.Abs(a - b) <= 0.15);

    private Task RunAsync(double seconds) => _time.PassAsync(TimeSpan.FromSeconds(seconds));

    private void OnEvent(DeviceEvent told)
    {
        lock (_events)
        {
            _events.Add(told);
        }
    }

    private Task<IAudioSource> OpenAgain()
    {
        _attempts.Add(_time.GetElapsedTime(_start).TotalSeconds);
        return _next is { } next ? Task.FromResult<IAudioSource>(next) : Task.FromException<IAudioSource>(new AudioDeviceException("there is no microphone"));
    }
}
