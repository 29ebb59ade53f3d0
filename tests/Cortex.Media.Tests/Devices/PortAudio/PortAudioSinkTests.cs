using Cortex.Media.Devices;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Devices;

public sealed class PortAudioSinkTests : IAsyncDisposable
{
    private readonly FakePortAudio _native = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly AllocationMeter _mouth = new();
    private readonly PortAudioRuntime _runtime;
    private PortAudioSink? _sink;

    public PortAudioSinkTests() => _runtime = new PortAudioRuntime(_native);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var stream in _native.Streams)
        {
            stream.Let(1000);
        }

        if (_sink is not null)
        {
            await _sink.DisposeAsync();
        }

        _stop.Dispose();
    }

    [Fact]
    public async Task Silence_goes_before_the_first_sound_and_the_latency_is_a_full_buffer()
    {
        var sink = await OpenAsync();
        _native.Last.Written = [];
        _ = sink.RunAsync(_mouth, _stop.Token);
        await _native.Last.LetAsync(5);

        Assert.Equal([.. new short[720], .. Enumerable.Repeat((short)1, 720)], _native.Last.Written);
        Assert.Equal(TimeSpan.FromMilliseconds(30), sink.Latency);
    }

    [Fact]
    public async Task After_a_gap_the_device_is_fed_with_silence_first_so_that_it_does_not_run_dry_at_once()
    {
        var sink = await OpenAsync();
        _native.Last.Written = [];
        _ = sink.RunAsync(_mouth, _stop.Token);
        _native.OnPeriod = static stream => (stream.Periods == 3 ? PortAudioCode.OutputUnderflowed : PortAudioCode.NoError, 0);
        await _native.Last.LetAsync(6);

        short[] periods = [0, 0, 0, 1, 0, 0, 1];
        Assert.Equal(periods, _native.Last.Written.Where((_, i) => i % 240 == 0));
        Assert.Equal(1, sink.Counters.Underruns);
    }

    [Fact]
    public async Task Two_channels_sound_alike()
    {
        _native.OnOpen = static wish => wish.Channels == 2 ? PortAudioCode.NoError : PortAudioCode.InvalidChannelCount;
        var sink = await OpenAsync();
        _native.Last.Written = [];
        _ = sink.RunAsync(_mouth, _stop.Token);
        await _native.Last.LetAsync(4);
        Assert.Equal([.. new short[1440], .. Enumerable.Repeat((short)1, 960)], _native.Last.Written);
    }

    [Fact]
    public async Task A_device_that_is_gone_ends_the_run_and_says_why()
    {
        var sink = await OpenAsync();
        var running = sink.RunAsync(_mouth, _stop.Token);
        await _native.Last.LetAsync(4);
        _native.OnPeriod = static _ => (-9999, 0);
        _native.Last.Let();
        var fault = await Assert.ThrowsAsync<AudioDeviceException>(() => running.Within("the sink"));
        Assert.Equal("\"Headset\" takes no sound any more: broken (-9999)", fault.Message);
    }

    [Fact]
    public async Task A_period_allocates_nothing()
    {
        _native.OnOpen = static wish => wish.Channels == 2 ? PortAudioCode.NoError : PortAudioCode.InvalidChannelCount;
        var sink = await OpenAsync();
        _ = sink.RunAsync(_mouth, _stop.Token);
        for (var second = 0; second < 4; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _native.Last.LetAsync(100);
        }

        Assert.Equal(0, _mouth.Allocated);
        Assert.InRange(_mouth.Periods, 390, 400);
    }

    private async Task<PortAudioSink> OpenAsync() =>
        _sink = await PortAudioSink.OpenAsync(_runtime, new DeviceWish("default", false, 24000, TimeSpan.FromMilliseconds(10), TimeSpan.Zero), _time);
}
