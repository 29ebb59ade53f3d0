using Cortex.Media.Devices;

namespace Cortex.Media.Playback;

/// <summary>Lets somebody hear what a provider plays. Outermost: queue, then <see cref="AudioMixer"/>, then this, then the device's rate.</summary>
/// <param name="inner">What plays.</param>
/// <param name="listener">Who hears each period, in order, on the device's thread.</param>
public sealed class PlayedTap(IAudioProvider inner, IPlayedListener listener) : IAudioProvider
{
    /// <inheritdoc/>
    public void Fill(Span<short> destination, long timestamp)
    {
        inner.Fill(destination, timestamp);
        listener.OnPlayed(destination, timestamp);
    }
}
