using System.Globalization;

namespace Cortex.Engines.Turns;

/// <summary>Reads the rate off <c>audio/pcm;rate=16000</c> (reference 2.3).</summary>
internal static class AudioMime
{
    private const int LowestHz = 8_000;
    private const int HighestHz = 192_000;

    // Rates without a common divisor with 16 kHz would need a filter of many megabytes; no device has them.
    private const int StepHz = 25;

    /// <summary>The rate; 16 kHz where none is said. False where it is not PCM or not a rate of any device.</summary>
    public static bool TryParse(string mimeType, out int rateHz)
    {
        rateHz = Utterance.SampleRateHz;
        var parts = mimeType.Split(';', StringSplitOptions.TrimEntries);
        if (!parts[0].Equals("audio/pcm", StringComparison.OrdinalIgnoreCase)
            && !parts[0].Equals("audio/l16", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var part in parts.AsSpan(1))
        {
            if (part.StartsWith("rate=", StringComparison.OrdinalIgnoreCase)
                && !int.TryParse(part.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out rateHz))
            {
                return false;
            }
        }

        return rateHz is >= LowestHz and <= HighestHz && rateHz % StepHz == 0;
    }
}
