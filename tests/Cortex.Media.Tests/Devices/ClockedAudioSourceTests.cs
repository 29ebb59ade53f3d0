using Cortex.Media.Devices;
using Cortex.Media.Tests.Audio;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Devices;

public sealed class ClockedAudioSourceTests : IDisposable
{
    private static readonly TimeSpan TenMs = TimeSpan.FromMilliseconds(10);
    private readonly ManualTime _time = new() { Now = 5_000_000 };
    private readonly Ear _ear = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void A_recording_comes_between_silence_period_by_period_and_its_end_is_told()
    {
        var source = new ClockedAudioSource(16000, TenMs, _time);
        _ = source.RunAsync(_ear, _stop.Token);
        TickAt(10_000);
        source.Play(Tone.Ramp(400));
        for (var at = 20_000; at <= 60_000; at += 10_000)
        {
            TickAt(at);
        }

        Assert.Equal([.. new short[160], .. Tone.Ramp(400), .. new short[400]], _ear.Samples);
        Assert.Equal([5_010_000, 5_020_000, 5_030_000, 5_040_000, 5_050_000, 5_060_000], _ear.Times);

        // 400 samples after 10 ms of silence end at 35 ms, told after the period that holds them.
        Assert.Equal([(5_035_000L, 640)], _ear.Ends);
    }

    [Fact]
    public void Recordings_wait_for_each_other_and_each_end_is_told()
    {
        var source = new ClockedAudioSource(16000, TenMs, _time);
        source.Play(Tone.Ramp(100));
        source.Play(ReadOnlyMemory<short>.Empty);
        source.Play(Tone.Ramp(320));
        _ = source.RunAsync(_ear, _stop.Token);
        TickAt(60_000);

        Assert.Equal([.. Tone.Ramp(100), .. new short[60 + 160], .. Tone.Ramp(320), .. new short[320]], _ear.Samples);
        Assert.Equal([(5_006_250L, 160), (5_010_000L, 320), (5_040_000L, 640)], _ear.Ends);
    }

    [Fact]
    public void An_early_tick_delivers_nothing_and_a_late_one_everything_with_its_own_time()
    {
        var source = new ClockedAudioSource(16000, TenMs, _time);
        _ = source.RunAsync(_ear, _stop.Token);
        TickAt(9_999);
        Assert.Empty(_ear.Times);

        TickAt(35_500);
        Assert.Equal([5_010_000, 5_020_000, 5_030_000], _ear.Times);
        TickAt(38_000);
        Assert.Equal(3, _ear.Times.Count);
        TickAt(40_000);
        Assert.Equal(5_040_000, _ear.Times[^1]);
    }

    [Fact]
    public void A_day_of_ticks_does_not_drift_even_where_a_period_is_no_whole_number_of_clock_ticks()
    {
        // 220.5 samples are 220: a period of 9.977 ms, which no timer can tick; the samples still keep to the clock.
        var source = new ClockedAudioSource(22050, TenMs, _time);
        var samples = 0L;
        _ear.OnPeriod = () =>
        {
            samples += 220;
            _ear.Samples.Clear();
        };
        _ = source.RunAsync(_ear, _stop.Token);
        TickAt(86_400L * 1_000_000);

        Assert.Equal(86_400L * 22050 / 220 * 220, samples);
        Assert.InRange(5_000_000 + (86_400L * 1_000_000) - _ear.Times[^1], 0, 9_978);
    }

    [Fact]
    public async Task After_a_stop_nothing_comes_and_it_can_run_again()
    {
        var source = new ClockedAudioSource(16000, TenMs, _time);
        source.Play(Tone.Ramp(480));
        var running = source.RunAsync(_ear, _stop.Token);
        TickAt(20_000);
        _ear.OnPeriod = _stop.Cancel;
        TickAt(100_000);
        await running.Within("the source to stop");

        Assert.Equal(3, _ear.Times.Count);
        using var again = new CancellationTokenSource();
        _ = source.RunAsync(_ear, again.Token);
        TickAt(110_000);
        Assert.Equal([(5_030_000L, 480)], _ear.Ends);
        Assert.Equal(5_110_000, _ear.Times[^1]);
        await again.CancelAsync();
    }

    [Fact]
    public async Task What_the_receiver_throws_ends_the_run()
    {
        var source = new ClockedAudioSource(16000, TenMs, _time);
        _ear.OnPeriod = () => throw new InvalidDataException("boom");
        var running = source.RunAsync(_ear, _stop.Token);
        TickAt(10_000);

        Assert.Equal("boom", (await Assert.ThrowsAsync<InvalidDataException>(() => running.Within("the source"))).Message);
        TickAt(20_000);
        Assert.Single(_ear.Times);
    }

    [Fact]
    public async Task One_receiver_at_a_time_and_a_bound_on_what_waits()
    {
        var source = new ClockedAudioSource(16000, TenMs, _time);
        var running = source.RunAsync(_ear, _stop.Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => source.RunAsync(_ear, _stop.Token));

        for (var i = 0; i < ClockedAudioSource.MaxWaiting; i++)
        {
            source.Play(Tone.Ramp(10));
        }

        Assert.Throws<InvalidOperationException>(() => source.Play(Tone.Ramp(10)));
        await _stop.CancelAsync();
        await running.Within("the source to stop");
    }

    [Fact]
    public void A_period_allocates_nothing()
    {
        var source = new ClockedAudioSource(16000, TenMs, _time);
        source.Play(new short[16000 * 20]);
        var deaf = new Deaf();
        _ = source.RunAsync(deaf, _stop.Token);
        TickAt(1_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        TickAt(10_000_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1000, deaf.Periods);
    }

    [Fact]
    public void A_fake_clock_moves_it_exactly()
    {
        var clock = new FakeTimeProvider();
        var source = new ClockedAudioSource(16000, TimeSpan.FromMilliseconds(5), clock);
        source.Play(Tone.Ramp(16000));
        _ = source.RunAsync(_ear, _stop.Token);
        clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(Tone.Ramp(8000), _ear.Samples);
        clock.Advance(TimeSpan.FromMilliseconds(4.9));
        Assert.Equal(8000, _ear.Samples.Count);
        clock.Advance(TimeSpan.FromMilliseconds(1000));
        Assert.Single(_ear.Ends);
    }

    [Fact]
    public async Task On_the_systems_clock_a_thread_keeps_the_time()
    {
        var source = new ClockedAudioSource(16000, TimeSpan.FromMilliseconds(5), TimeProvider.System);
        source.Play(Tone.Ramp(1600));
        var start = TimeProvider.System.GetTimestamp();
        _ear.OnPeriod = () =>
        {
            if (_ear.Times.Count == 40)
            {
                _stop.Cancel();
            }
        };
        await source.RunAsync(_ear, _stop.Token).Within("40 periods");

        // 40 periods are never delivered before their 200 ms are over, however busy the machine is.
        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(200));
        Assert.Equal(40, _ear.Times.Count);
        Assert.Equal(Tone.Ramp(1600), _ear.Samples[..1600]);
        Assert.All(_ear.Times.Zip(_ear.Times.Skip(1)), pair => Assert.Equal(5_000_000, pair.Second - pair.First));
    }

    private void TickAt(long microseconds)
    {
        _time.Now = 5_000_000 + microseconds;
        _time.FireAll();
    }

    private sealed class Deaf : IAudioReceiver
    {
        public int Periods { get; private set; }

        public void OnSamples(ReadOnlySpan<short> samples, long timestamp) => Periods++;
    }
}
