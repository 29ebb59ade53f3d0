using Cortex.Media.Echo;
using Cortex.Media.Playback;

namespace Cortex.App.Sound;

/// <summary>Tells the echo canceller what is played.</summary>
internal sealed class EchoTap(EchoReference reference) : IPlayedListener
{
    public void OnPlayed(ReadOnlySpan<short> samples, long timestamp) => reference.Write(samples, timestamp);
}
