namespace Cortex.Media.Devices;

/// <summary>
/// A loudspeaker. Blocking writes of one period on a thread of its own, after some periods of silence that keep the device fed; a
/// period allocates nothing. Ends like <see cref="PortAudioSource"/>.
/// </summary>
internal sealed class PortAudioSink : IAudioSink
{
    /// <summary>Periods of silence at the start and after a gap.</summary>
    public const int Prefill = 3;

    private readonly StreamThread _thread;
    private readonly PortAudioStream _stream;
    private readonly TimeProvider _time;
    private readonly short[] _period;
    private readonly long _latency;
    private readonly StreamClock _clock;
    private readonly StreamPace _pace;
    private IAudioProvider _provider = null!;
    private long _written;
    private long _underruns;

    private PortAudioSink(StreamThread thread, PortAudioStream stream, TimeProvider time)
    {
        _thread = thread;
        _stream = stream;
        _time = time;
        _period = new short[stream.PeriodFrames];
        _latency = (long)(Latency.TotalSeconds * time.TimestampFrequency);
        _clock = new StreamClock(stream.RateHz, time.TimestampFrequency);
        _pace = new StreamPace(stream.RateHz, time);
    }

    /// <inheritdoc/>
    public string Name => _stream.Name;

    /// <inheritdoc/>
    public int SampleRateHz => _stream.RateHz;

    /// <summary>A full buffer: what PortAudio reports, and the period that was written last.</summary>
    public TimeSpan Latency => TimeSpan.FromSeconds(_stream.Latency + ((double)_stream.PeriodFrames / _stream.RateHz));

    /// <inheritdoc/>
    public AudioDeviceCounters Counters => new(0, Volatile.Read(ref _underruns), 0, 0, 0);

    /// <exception cref="AudioDeviceException">No such device, it refuses, or the sound system hangs.</exception>
    public static async Task<PortAudioSink> OpenAsync(PortAudioRuntime runtime, DeviceWish wish, TimeProvider time)
    {
        var thread = new StreamThread("loudspeaker", () => PortAudioStream.Open(runtime, wish), time);
        return new PortAudioSink(thread, await thread.OpenedInTimeAsync(wish).ConfigureAwait(false), time);
    }

    /// <inheritdoc/>
    public Task RunAsync(IAudioProvider provider, CancellationToken cancellationToken)
    {
        return _thread.RunAsync(
            _ =>
            {
                _provider = provider;
                Write();
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _thread.DisposeAsync();

    private void Write()
    {
        _written = 0;
        _clock.Restart();
        _pace.Restart();
        var accepted = Silence(Prefill);
        while (!_thread.IsStopping && !_stream.IsOutdated)
        {
            _provider.Fill(_period, accepted + _latency);
            accepted = Put(out var isWhole);
            if (!isWhole)
            {
                // The device starts again from nothing, and would run dry again at once.
                Volatile.Write(ref _underruns, _underruns + 1);
                _clock.Restart();
                accepted = Silence(Prefill - 1);
            }
        }
    }

    private long Silence(int periods)
    {
        var accepted = 0L;
        _period.AsSpan().Clear();
        for (var i = 0; i < periods; i++)
        {
            accepted = Put(out _);
        }

        return accepted;
    }

    /// <summary>Writes the period; returns when the device took its last sample, without this machine's jitter.</summary>
    private long Put(out bool isWhole)
    {
        isWhole = _stream.Write(_period);
        var now = _time.GetTimestamp();
        _written += _period.Length;
        _pace.Check(_written, now, Name);
        return _clock.Observe(_written, now);
    }
}
