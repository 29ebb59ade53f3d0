namespace Cortex.Media.Devices;

/// <summary>Gives an <see cref="IAudioSink"/> what it plays. Called on the device's thread: returns at once, allocates nothing.</summary>
public interface IAudioProvider
{
    /// <summary>Fills one period; what there is no sound for becomes silence.</summary>
    /// <param name="destination">Written completely.</param>
    /// <param name="timestamp">When the first of these samples will be heard, in <see cref="TimeProvider.GetTimestamp"/> units.</param>
    void Fill(Span<short> destination, long timestamp);
}
