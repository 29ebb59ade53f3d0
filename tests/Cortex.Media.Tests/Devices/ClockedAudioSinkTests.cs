using Cortex.Media.Audio;
using Cortex.Media.Devices;
using Cortex.Media.Tests.Audio;
using Cortex.Testing;

namespace Cortex.Media.Tests.Devices;

public sealed class ClockedAudioSinkTests : IDisposable
{
    private static readonly TimeSpan TenMs = TimeSpan.FromMilliseconds(10);
    private readonly ManualTime _time = new() { Now = 7_000_000 };
    private readonly CancellationTokenSource _stop = new();
    private readonly Mouth _mouth = new();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task What_is_played_is_the_file_and_each_period_knows_when_it_is_heard()
    {
        var stream = new MemoryStream();
        await using (var sink = new ClockedAudioSink(stream, 24000, TenMs, _time))
        {
            Assert.Equal(TenMs, sink.Latency);
            var running = sink.RunAsync(_mouth, _stop.Token);
            Assert.Single(_mouth.Times);
            TickAt(9_999);
            Assert.Single(_mouth.Times);
            TickAt(35_000);
            await StopAsync(running);
        }

        // Asked for at 0, 10, 20 and 30 ms; heard a period later each.
        Assert.Equal([7_010_000, 7_020_000, 7_030_000, 7_040_000], _mouth.Times);
        Assert.Equal(Tone.Ramp(960), WavReader.ReadAll(new MemoryStream(stream.ToArray()), "out", 24000).Samples.ToArray());
    }

    [Fact]
    public async Task It_is_on_the_disk_while_it_plays()
    {
        var path = Path.Combine(Path.GetTempPath(), $"cortex-{Guid.NewGuid():N}.wav");
        try
        {
            await using var sink = new ClockedAudioSink(path, 24000, TenMs, _time);
            Assert.Equal(path, sink.Name);
            var running = sink.RunAsync(_mouth, _stop.Token);
            var at = 0;
            await Patience.Until(
                () =>
                {
                    TickAt(at += 100_000);
                    return Length(path) > 2 * 24000;
                },
                "the file grows with a right header while the sink runs");

            await StopAsync(running);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task It_can_be_run_again_and_goes_on()
    {
        var stream = new MemoryStream();
        await using (var sink = new ClockedAudioSink(stream, 24000, TenMs, _time))
        {
            var running = sink.RunAsync(_mouth, _stop.Token);
            await Assert.ThrowsAsync<InvalidOperationException>(() => sink.RunAsync(_mouth, _stop.Token));
            await StopAsync(running);
            using var again = new CancellationTokenSource();
            running = sink.RunAsync(_mouth, again.Token);
            await again.CancelAsync();
            await running.Within("the sink to stop");
        }

        Assert.Equal(Tone.Ramp(480), WavReader.ReadAll(new MemoryStream(stream.ToArray()), "out", 24000).Samples.ToArray());
    }

    [Fact]
    public async Task A_disk_that_stalls_never_holds_the_device_and_leaves_times_right()
    {
        var disk = new StallingDisk();
        long lost;
        await using (var sink = new ClockedAudioSink(disk, 24000, TenMs, _time))
        {
            disk.Stall();
            var running = sink.RunAsync(_mouth, _stop.Token);
            TickAt(1_000_000);
            await disk.Stalled.Within("the disk to stall");

            // It holds half a minute; 40 seconds more are asked for all the same.
            TickAt(41_000_000);
            Assert.Equal(4101, _mouth.Times.Count);
            lost = sink.LostSamples;
            Assert.InRange(lost, 8 * 24000, 12 * 24000);
            disk.GoOn();
            await Patience.Until(() => sink.Waiting == 0, "the disk to catch up");
            TickAt(42_000_000);
            await Patience.Until(() => sink.Waiting == 0, "the disk to catch up");
            await StopAsync(running);
            Assert.Equal(lost, sink.LostSamples);
        }

        var file = WavReader.ReadAll(new MemoryStream(disk.ToArray()), "out", 24000).Samples;
        Assert.Equal(4201 * 240, file.Length);

        // What was lost is silence; what follows is where it belongs.
        var whole = Tone.Ramp(4201 * 240);
        Assert.Equal(whole[^24000..], file.Span[^24000..].ToArray());
        Assert.Equal(lost, file.Length - whole.Where((s, i) => file.Span[i] == s).Count());
    }

    [Fact]
    public async Task A_disk_that_fails_ends_the_run_and_says_why()
    {
        var disk = new StallingDisk { Fails = true };
        var sink = new ClockedAudioSink(disk, 24000, TenMs, _time);
        disk.Arm();
        var running = sink.RunAsync(_mouth, _stop.Token);
        TickAt(2_000_000);

        var fault = await Assert.ThrowsAsync<AudioFileException>(() => running.Within("the sink"));
        Assert.Contains("writing failed: no space left", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_allocates_nothing()
    {
        await using var sink = new ClockedAudioSink(Stream.Null, 24000, TenMs, _time);
        var quiet = new Quiet();
        var running = sink.RunAsync(quiet, _stop.Token);
        TickAt(2_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        TickAt(12_000_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        await StopAsync(running);

        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Nowhere_is_a_sink_too()
    {
        await using var sink = new NullAudioSink(24000, TenMs, _time);
        var running = sink.RunAsync(_mouth, _stop.Token);
        TickAt(20_000);
        await StopAsync(running);

        Assert.Equal([7_010_000, 7_020_000, 7_030_000], _mouth.Times);
        Assert.Equal(("nowhere", 24000, TenMs), (sink.Name, sink.SampleRateHz, sink.Latency));
    }

    private static int Length(string path)
    {
        try
        {
            return WavReader.ReadAll(path, 24000).Samples.Length;
        }
        catch (AudioFileException)
        {
            return 0;
        }
    }

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await running.Within("the sink to stop");
    }

    private void TickAt(long microseconds)
    {
        _time.Now = 7_000_000 + microseconds;
        _time.FireAll();
    }

    /// <summary>Says the ramp, however it is cut.</summary>
    private sealed class Mouth : IAudioProvider
    {
        private int _said;

        public List<long> Times { get; } = [];

        public void Fill(Span<short> destination, long timestamp)
        {
            Times.Add(timestamp);
            foreach (ref var sample in destination)
            {
                sample = (short)((_said++ % 29999) + 1);
            }
        }
    }

    private sealed class Quiet : IAudioProvider
    {
        public void Fill(Span<short> destination, long timestamp) => destination.Clear();
    }

    private sealed class StallingDisk : MemoryStream
    {
        private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _open = new(initialState: true);
        private bool _armed;

        public bool Fails { get; init; }

        public Task Stalled => _stalled.Task;

        public void Arm() => _armed = true;

        public void Stall() => _open.Reset();

        public void GoOn() => _open.Set();

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (_armed && Fails)
            {
                throw new IOException("no space left");
            }

            if (!_open.IsSet)
            {
                _stalled.TrySetResult();
                _open.Wait(Patience.Limit);
            }

            base.Write(buffer, offset, count);
        }
    }
}
