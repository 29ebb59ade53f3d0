namespace Cortex.Media.Playback;

/// <summary>Hears what goes to the loudspeaker: for echo cancelling, for level bars.</summary>
public interface IPlayedListener
{
    /// <summary>A period, as it is played. Called on the device's thread: returns at once, allocates nothing.</summary>
    /// <param name="samples">Mono, at the rate of what was tapped; silence too. For this call.</param>
    /// <param name="timestamp">When the first of them is heard, in <see cref="TimeProvider.GetTimestamp"/> units.</param>
    void OnPlayed(ReadOnlySpan<short> samples, long timestamp);
}
