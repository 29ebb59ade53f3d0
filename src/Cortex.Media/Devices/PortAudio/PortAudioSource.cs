namespace Cortex.Media.Devices;

/// <summary>
/// A microphone. Blocking reads of one period on a thread of its own; a period allocates nothing. Ends with an error when the device
/// is gone, and without one, though nobody asked it to, when the list of devices is to be read again.
/// </summary>
internal sealed class PortAudioSource : IAudioSource
{
    private readonly StreamThread _thread;
    private readonly PortAudioStream _stream;
    private readonly TimeProvider _time;
    private readonly short[] _period;
    private readonly StreamClock _clock;
    private readonly StreamPace _pace;
    private IAudioReceiver _receiver = null!;
    private long _overflows;

    private PortAudioSource(StreamThread thread, PortAudioStream stream, TimeProvider time)
    {
        _thread = thread;
        _stream = stream;
        _time = time;
        _period = new short[stream.PeriodFrames];
        _clock = new StreamClock(stream.RateHz, time.TimestampFrequency);
        _pace = new StreamPace(stream.RateHz, time);
    }

    /// <inheritdoc/>
    public string Name => _stream.Name;

    /// <inheritdoc/>
    public int SampleRateHz => _stream.RateHz;

    /// <inheritdoc/>
    public AudioDeviceCounters Counters => new(Volatile.Read(ref _overflows), 0, 0, 0, 0);

    /// <exception cref="AudioDeviceException">No such device, it refuses, or the sound system hangs.</exception>
    public static async Task<PortAudioSource> OpenAsync(PortAudioRuntime runtime, DeviceWish wish, TimeProvider time)
    {
        var thread = new StreamThread("microphone", () => PortAudioStream.Open(runtime, wish), time);
        return new PortAudioSource(thread, await thread.OpenedInTimeAsync(wish).ConfigureAwait(false), time);
    }

    /// <inheritdoc/>
    public Task RunAsync(IAudioReceiver receiver, CancellationToken cancellationToken)
    {
        return _thread.RunAsync(
            _ =>
            {
                _receiver = receiver;
                Read();
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _thread.DisposeAsync();

    private void Read()
    {
        long samples = 0;
        _clock.Restart();
        _pace.Restart();
        while (!_thread.IsStopping && !_stream.IsOutdated)
        {
            var isWhole = _stream.Read(_period);
            var now = _time.GetTimestamp();
            if (_thread.IsStopping)
            {
                return;
            }

            if (!isWhole)
            {
                Volatile.Write(ref _overflows, _overflows + 1);
                _clock.Restart();
            }

            samples += _period.Length;
            _pace.Check(samples, now, Name);

            // The least time that a read of these samples returned after: what PortAudio reports is how long they might have waited.
            _receiver.OnSamples(_period, _clock.Observe(samples, now));
        }
    }
}
