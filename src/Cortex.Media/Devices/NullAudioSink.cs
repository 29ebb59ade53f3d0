namespace Cortex.Media.Devices;

/// <summary>A loudspeaker nobody hears: asks for sound in real time by the injected clock and throws it away.</summary>
public sealed class NullAudioSink : IAudioSink
{
    private readonly PeriodClock _clock;
    private readonly short[] _period;
    private readonly long _latency;

    /// <summary>Makes a sink.</summary>
    /// <param name="sampleRateHz">Samples a second.</param>
    /// <param name="period">How much is asked for at once, usually 5 to 20 ms; rounded to whole samples.</param>
    /// <param name="time">The clock it keeps to.</param>
    public NullAudioSink(int sampleRateHz, TimeSpan period, TimeProvider time)
    {
        _clock = new PeriodClock(sampleRateHz, period, time);
        _period = new short[_clock.PeriodSamples];
        _latency = (long)(_clock.Period.TotalSeconds * time.TimestampFrequency);
    }

    /// <inheritdoc/>
    public string Name => "nowhere";

    /// <inheritdoc/>
    public int SampleRateHz => _clock.SampleRateHz;

    /// <summary>One period: the next is asked for while one sounds.</summary>
    public TimeSpan Latency => _clock.Period;

    /// <inheritdoc/>
    /// <remarks>Ends without an error when cancelled.</remarks>
    public Task RunAsync(IAudioProvider provider, CancellationToken cancellationToken) => _clock.RunAsync(
        periods => provider.Fill(_period, _clock.TimestampOf(periods * _period.Length) + _latency), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
