using Cortex.Media.Audio;

namespace Cortex.Media.Voices;

/// <summary>Makes what a voice gave comfortable to hear: even level, no waiting before the first sound.</summary>
internal static class SpeechLevel
{
    private const double TargetDbfs = -20;
    private const double PeakDbfs = -1;
    private const double QuietDbfs = -50;
    private const int LeadMs = 20;

    /// <summary>
    /// The samples from 20 ms before the first sound on, scaled in place to -20 dBFS over the parts that sound; less where the peak
    /// would pass -1 dBFS. Silence stays as it is.
    /// </summary>
    public static Memory<short> Level(Memory<short> samples, int sampleRateHz)
    {
        var window = sampleRateHz / 100;
        var span = samples.Span;
        var (energy, count, first) = (0.0, 0, -1);
        for (var at = 0; at < span.Length; at += window)
        {
            var part = span.Slice(at, Math.Min(window, span.Length - at));
            var rms = Pcm.Rms(part);
            if (Pcm.ToDbfs(rms) > QuietDbfs)
            {
                first = first < 0 ? at : first;
                energy += rms * rms * part.Length;
                count += part.Length;
            }
        }

        if (count == 0)
        {
            return samples;
        }

        var gain = Pcm.FromDb(TargetDbfs) / Math.Sqrt(energy / count);
        var loudest = Pcm.FromDb(PeakDbfs) * Pcm.FullScale / Pcm.Peak(span);
        Pcm.ApplyGain(span, (float)Math.Min(gain, loudest));
        return samples[Math.Max(0, first - (sampleRateHz * LeadMs / 1000))..];
    }
}
