using Cortex.Media.Audio;
using Cortex.Media.Playback;

namespace Cortex.Assistant.Pump;

/// <summary>The loudest sample since somebody last looked. One thread takes, any looks; allocates nothing.</summary>
internal sealed class LevelMeter : IPlayedListener
{
    private int _peak;

    /// <summary>Sound.</summary>
    public void Take(ReadOnlySpan<short> samples)
    {
        int peak = Pcm.Peak(samples);
        if (peak > Volatile.Read(ref _peak))
        {
            Volatile.Write(ref _peak, peak);
        }
    }

    /// <inheritdoc />
    public void OnPlayed(ReadOnlySpan<short> played, long timestamp) => Take(played);

    /// <summary>The peak since the last look, in dBFS; −100 for silence.</summary>
    public double Look() => Interlocked.Exchange(ref _peak, 0) is var peak and > 0 ? Math.Max(-100, 20 * Math.Log10(peak / 32768.0)) : -100;
}
