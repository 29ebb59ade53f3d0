using System.Collections.Concurrent;

namespace Cortex.Media.Devices;

/// <summary>
/// A microphone made of recordings: silence, and the recordings one after the other, in real time by the injected clock. On the
/// system's clock it runs on a thread of its own; on any other the clock's timer delivers, so a fake clock moves it exactly.
/// </summary>
public sealed class ClockedAudioSource : IAudioSource
{
    /// <summary>Recordings that may wait at most.</summary>
    public const int MaxWaiting = 256;

    private readonly PeriodClock _clock;
    private readonly ConcurrentQueue<ReadOnlyMemory<short>> _waiting = new();
    private readonly short[] _period;
    private ReadOnlyMemory<short> _current;
    private bool _isPlaying;
    private int _running;

    /// <summary>Makes a source that is silent until something is played.</summary>
    /// <param name="sampleRateHz">Rate of the recordings and of what is delivered.</param>
    /// <param name="period">How much is delivered at once, usually 5 to 20 ms; rounded to whole samples.</param>
    /// <param name="time">The clock it keeps to.</param>
    /// <param name="name">What it is, for people.</param>
    public ClockedAudioSource(int sampleRateHz, TimeSpan period, TimeProvider time, string name = "recordings")
    {
        _clock = new PeriodClock(sampleRateHz, period, time);
        _period = new short[_clock.PeriodSamples];
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int SampleRateHz => _clock.SampleRateHz;

    /// <summary>
    /// Plays a recording when those before it are over, from the start of the next period; any thread.
    /// <see cref="IAudioReceiver.OnEnded"/> follows the period that holds its last sample.
    /// </summary>
    /// <param name="recording">Not copied: leave it unchanged.</param>
    /// <exception cref="InvalidOperationException"><see cref="MaxWaiting"/> recordings are waiting.</exception>
    public void Play(ReadOnlyMemory<short> recording)
    {
        if (_waiting.Count >= MaxWaiting)
        {
            throw new InvalidOperationException($"{MaxWaiting} recordings are waiting to be played already; play the next when one has ended");
        }

        _waiting.Enqueue(recording);
    }

    /// <inheritdoc/>
    /// <remarks>Ends without an error when cancelled; may then be run again, and goes on where it was.</remarks>
    public async Task RunAsync(IAudioReceiver receiver, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            throw new InvalidOperationException($"{Name} runs already; one receiver at a time");
        }

        try
        {
            await _clock.RunAsync(periods => Deliver(receiver, periods), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A period is over once it was captured: the first is due one period after the start.</summary>
    private void Deliver(IAudioReceiver receiver, long periods)
    {
        if (periods == 0)
        {
            return;
        }

        var end = periods * _period.Length;
        _isPlaying = _isPlaying || _waiting.TryDequeue(out _current);
        var played = Math.Min(_current.Length, _period.Length);
        _current.Span[..played].CopyTo(_period);
        _period.AsSpan(played).Clear();
        _current = _current[played..];
        receiver.OnSamples(_period, _clock.TimestampOf(end));
        if (_isPlaying && _current.IsEmpty)
        {
            _isPlaying = false;
            receiver.OnEnded(_clock.TimestampOf(end - _period.Length + played));
        }
    }
}
