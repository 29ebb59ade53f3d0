using Cortex.Media.Audio;

namespace Cortex.Media.Devices;

/// <summary>
/// A loudspeaker that is a WAV file: asks for sound in real time by the injected clock and writes it as it goes, the disk apart from
/// the device's thread. The file is whole to within a second even if the process is killed.
/// </summary>
public sealed class ClockedAudioSink : IAudioSink
{
    // As long as a disk may stall before sound is lost (and replaced by silence, so that times stay right).
    private static readonly TimeSpan Buffer = TimeSpan.FromSeconds(30);
    private readonly PeriodClock _clock;
    private readonly TimeProvider _time;
    private readonly WavWriter _writer;
    private readonly AudioRing _ring;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly short[] _period;
    private readonly int _wakeSamples;
    private readonly long _latency;
    private long _owed;
    private long _lost;
    private int _unsaid;
    private int _running;
    private volatile bool _isOver;
    private bool _disposed;

    /// <summary>Plays into a file, replacing what was there.</summary>
    /// <param name="path">The file; created now.</param>
    /// <param name="sampleRateHz">Samples a second.</param>
    /// <param name="period">How much is asked for at once, usually 5 to 20 ms; rounded to whole samples.</param>
    /// <param name="time">The clock it keeps to.</param>
    /// <exception cref="AudioFileException">It cannot be created.</exception>
    public ClockedAudioSink(string path, int sampleRateHz, TimeSpan period, TimeProvider time)
        : this(new WavWriter(path, sampleRateHz), period, time)
    {
    }

    /// <summary>Plays into a stream, which is disposed with the sink.</summary>
    /// <param name="stream">Where to; its lengths are filled in where it can seek.</param>
    /// <param name="sampleRateHz">Samples a second.</param>
    /// <param name="period">How much is asked for at once, usually 5 to 20 ms; rounded to whole samples.</param>
    /// <param name="time">The clock it keeps to.</param>
    public ClockedAudioSink(Stream stream, int sampleRateHz, TimeSpan period, TimeProvider time)
        : this(new WavWriter(stream, "sound", sampleRateHz), period, time)
    {
    }

    private ClockedAudioSink(WavWriter writer, TimeSpan period, TimeProvider time)
    {
        _writer = writer;
        _time = time;
        _clock = new PeriodClock(writer.SampleRateHz, period, time);
        _period = new short[_clock.PeriodSamples];
        _wakeSamples = writer.SampleRateHz / 4;
        _ring = new AudioRing((int)Buffer.TotalSeconds * writer.SampleRateHz);
        _latency = (long)(_clock.Period.TotalSeconds * time.TimestampFrequency);
    }

    /// <inheritdoc/>
    public string Name => _writer.Name;

    /// <inheritdoc/>
    public int SampleRateHz => _writer.SampleRateHz;

    /// <summary>One period: the next is asked for while one sounds.</summary>
    public TimeSpan Latency => _clock.Period;

    /// <summary>Samples played that are not yet on their way to the disk.</summary>
    internal int Waiting => _ring.Count;

    /// <summary>Samples replaced by silence because the disk was half a minute behind.</summary>
    public long LostSamples => Volatile.Read(ref _lost);

    /// <inheritdoc/>
    /// <remarks>Ends without an error when cancelled, after everything played is on the disk; may then be run again and goes on.</remarks>
    public async Task RunAsync(IAudioProvider provider, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            throw new InvalidOperationException($"{Name} plays already; one provider at a time");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _isOver = false;
        var writing = Task.Run(() => WriteAsync(stop), CancellationToken.None);
        try
        {
            await _clock.RunAsync(periods => Ask(provider, periods), stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _isOver = true;
            _wake.Release();
            await writing.ConfigureAwait(false);
            Volatile.Write(ref _running, 0);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _writer.Dispose();
            _wake.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private void Ask(IAudioProvider provider, long periods)
    {
        provider.Fill(_period, _clock.TimestampOf(periods * _period.Length) + _latency);
        if (PayOwed() && _ring.Free >= _period.Length)
        {
            _ring.Write(_period);
        }
        else
        {
            _owed += _period.Length;
            Volatile.Write(ref _lost, _lost + _period.Length);
        }

        _unsaid += _period.Length;
        if (_unsaid >= _wakeSamples)
        {
            _unsaid = 0;
            _wake.Release();
        }
    }

    /// <summary>Puts silence where sound was lost; true when none is missing any more.</summary>
    private bool PayOwed()
    {
        ReadOnlySpan<short> silence = stackalloc short[256];
        while (_owed > 0 && _ring.Write(silence[..(int)Math.Min(_owed, silence.Length)]) is > 0 and var paid)
        {
            _owed -= paid;
        }

        return _owed == 0;
    }

    private async Task WriteAsync(CancellationTokenSource stop)
    {
        var block = new short[4096];
        var flushed = _time.GetTimestamp();
        try
        {
            for (var isOver = false; !isOver;)
            {
                await _wake.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                isOver = _isOver;
                while (_ring.Read(block) is > 0 and var count)
                {
                    _writer.Write(block.AsSpan(0, count));
                }

                if (isOver || _time.GetElapsedTime(flushed) >= TimeSpan.FromSeconds(1))
                {
                    _writer.Flush();
                    flushed = _time.GetTimestamp();
                }
            }
        }
        catch
        {
            // The disk is gone: the device stops too, and the caller of RunAsync gets the reason.
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
