using Cortex.Media.Devices;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Devices;

public sealed class PortAudioSourceTests : IAsyncDisposable
{
    private readonly FakePortAudio _native = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Ear _ear = new();
    private readonly PortAudioRuntime _runtime;
    private PortAudioSource? _source;

    public PortAudioSourceTests() => _runtime = new PortAudioRuntime(_native);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var stream in _native.Streams)
        {
            stream.Let(1000);
        }

        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        _stop.Dispose();
    }

    [Fact]
    public async Task Opens_the_wanted_rate_in_one_channel_and_delivers_periods_of_10_ms()
    {
        var source = await OpenAsync(16000);
        var running = source.RunAsync(_ear, _stop.Token);
        await _native.Last.LetAsync(3);

        Assert.Equal(new StreamWish(1, true, 1, 16000, 160, 0), _native.Last.Wish);
        Assert.Equal(("Headset", 16000), (source.Name, source.SampleRateHz));
        Assert.Equal(480, _ear.Samples.Count);
        await StopAsync(running);
    }

    [Theory]
    [InlineData(48000, 48000), InlineData(44100, 44100), InlineData(8000, 8000)]
    public async Task A_device_that_refuses_the_rate_is_opened_with_its_own_or_a_common_one(int takes, int expected)
    {
        _native.OnOpen = wish => wish.RateHz == takes ? PortAudioCode.NoError : PortAudioCode.InvalidSampleRate;
        Assert.Equal(expected, (await OpenAsync(16000)).SampleRateHz);
    }

    [Fact]
    public async Task A_device_with_two_channels_only_becomes_one_of_both()
    {
        _native.OnOpen = static wish => wish.Channels == 2 ? PortAudioCode.NoError : PortAudioCode.InvalidChannelCount;
        var source = await OpenAsync(16000);
        _ = source.RunAsync(_ear, _stop.Token);
        await _native.Last.LetAsync();
        Assert.Equal(Enumerable.Repeat((short)1000, 160), _ear.Samples);
    }

    [Fact]
    public async Task A_busy_device_is_told_in_one_sentence_and_nothing_is_left_open()
    {
        _native.OnOpen = static _ => PortAudioCode.DeviceUnavailable;
        var fault = await Assert.ThrowsAsync<AudioDeviceException>(() => OpenAsync(16000));
        Assert.Equal("microphone \"Headset\" cannot be opened: another program has it, or it is gone", fault.Message);
        await Patience.Until(() => _native.Depth == 0, "PortAudio to be terminated");
    }

    [Fact]
    public async Task A_device_that_is_gone_ends_the_run_and_says_why()
    {
        var source = await OpenAsync(16000);
        var running = source.RunAsync(_ear, _stop.Token);
        await _native.Last.LetAsync(2);
        _native.OnPeriod = static _ => (-9999, 0);
        _native.Last.Let();

        var fault = await Assert.ThrowsAsync<AudioDeviceException>(() => running.Within("the source"));
        Assert.Equal("\"Headset\" gives no sound any more: broken (-9999)", fault.Message);
        Assert.Equal(320, _ear.Samples.Count);
    }

    [Fact]
    public async Task Lost_sound_is_counted_and_the_rest_delivered()
    {
        var source = await OpenAsync(16000);
        _ = source.RunAsync(_ear, _stop.Token);
        _native.OnPeriod = static stream => (stream.Periods % 2 == 0 ? PortAudioCode.InputOverflowed : PortAudioCode.NoError, 7);
        await _native.Last.LetAsync(10);
        Assert.Equal((5L, 1600), (source.Counters.Overflows, _ear.Samples.Count));
    }

    [Fact]
    public async Task A_device_that_runs_faster_than_time_is_ended()
    {
        var source = await OpenAsync(16000);
        var running = source.RunAsync(_ear, _stop.Token);
        _native.Last.Let(1000);
        var fault = await Assert.ThrowsAsync<AudioDeviceException>(() => running.Within("the source"));
        Assert.Contains("runs faster than time", fault.Message, StringComparison.Ordinal);
        Assert.InRange(_ear.Samples.Count, 16000, 3 * 16000);
    }

    [Fact]
    public async Task A_device_that_hangs_holds_nobody_up_and_is_closed_when_it_comes_back()
    {
        var source = await OpenAsync(16000);
        var running = source.RunAsync(_ear, _stop.Token);
        await _native.Last.AskedAsync();
        await _stop.CancelAsync();
        await _time.RunUntil(running);
        await _time.RunUntil(source.DisposeAsync().AsTask());
        Assert.False(_native.Last.IsClosed);

        _native.Last.Let();
        await Patience.Until(() => _native.Last.IsClosed && _native.Depth == 0, "the stream to be closed after all");
        Assert.Empty(_ear.Samples);
    }

    [Fact]
    public async Task It_runs_again_after_a_stop_on_the_same_thread()
    {
        var source = await OpenAsync(16000);
        var running = source.RunAsync(_ear, _stop.Token);
        await _native.Last.LetAsync();
        var thread = _native.Last.Thread;
        await StopAsync(running);
        using var again = new CancellationTokenSource();
        running = source.RunAsync(_ear, again.Token);
        await _native.Last.LetAsync(2);
        Assert.Equal((thread, 1), (_native.Last.Thread, _native.Opened));
        await again.CancelAsync();
        _native.Last.Let();
        await running.Within("the source to stop");
    }

    [Fact]
    public async Task A_period_allocates_nothing()
    {
        var meter = new AllocationMeter();
        _native.OnOpen = static wish => wish.Channels == 2 ? PortAudioCode.NoError : PortAudioCode.InvalidChannelCount;
        var source = await OpenAsync(16000);
        _ = source.RunAsync(meter, _stop.Token);
        for (var second = 0; second < 4; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _native.Last.LetAsync(100);
        }

        Assert.Equal((400, 0L), (meter.Periods, meter.Allocated));
    }

    private async Task<PortAudioSource> OpenAsync(int rateHz) =>
        _source = await PortAudioSource.OpenAsync(_runtime, new DeviceWish("default", true, rateHz, TimeSpan.FromMilliseconds(10), TimeSpan.Zero), _time);

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        _native.Last.Let();
        await running.Within("the source to stop");
    }
}
