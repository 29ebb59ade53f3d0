using System.Globalization;

namespace Cortex.Server.Rules;

/// <summary>Which sound and pictures are understood (reference 2.3, 4.3).</summary>
internal static class MediaRules
{
    private const int NativeRateHz = 16_000;

    /// <summary>Raw PCM of a rate that can be resampled.</summary>
    public static bool IsPcm(string mimeType) => mimeType is "audio/pcm;rate=16000" or "audio/pcm" || TryRate(mimeType, out _);

    /// <summary>Raw PCM at the native rate.</summary>
    public static bool IsNativePcm(string mimeType) => TryRate(mimeType, out var rate) && rate == NativeRateHz;

    public static bool IsPicture(string mimeType) => mimeType is "image/jpeg" or "image/jpg" or "image/png" or "image/webp";

    /// <summary>The rate of raw PCM; the native one where the mime type names none.</summary>
    public static bool TryRate(string mimeType, out int rate)
    {
        rate = NativeRateHz;
        var parts = mimeType.Split(';', StringSplitOptions.TrimEntries);
        if (!parts[0].Equals("audio/pcm", StringComparison.OrdinalIgnoreCase) && !parts[0].Equals("audio/l16", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var part in parts.AsSpan(1))
        {
            if (part.StartsWith("rate=", StringComparison.OrdinalIgnoreCase)
                && !(int.TryParse(part.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out rate) && rate is >= 4_000 and <= 192_000))
            {
                return false;
            }
        }

        return true;
    }
}
