namespace Cortex.Media.Devices;

/// <summary>Takes what an <see cref="IAudioSource"/> delivers. Called on the device's thread: returns at once, allocates nothing.</summary>
public interface IAudioReceiver
{
    /// <summary>One period.</summary>
    /// <param name="samples">Valid during the call.</param>
    /// <param name="timestamp">When the last of these samples was captured, in <see cref="TimeProvider.GetTimestamp"/> units.</param>
    void OnSamples(ReadOnlySpan<short> samples, long timestamp);

    /// <summary>The recording is over; silence follows. A microphone never calls it.</summary>
    /// <param name="timestamp">When its last sample was delivered.</param>
    void OnEnded(long timestamp)
    {
    }
}
