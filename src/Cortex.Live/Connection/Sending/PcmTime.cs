using System.Globalization;

namespace Cortex.Live.Connection;

/// <summary>How long a piece of sound lasts: 16 bits, mono, of the rate its mime type says.</summary>
internal static class PcmTime
{
    private const string Rate = "rate=";

    /// <summary>Its length.</summary>
    /// <param name="media">The sound, raw or base64.</param>
    /// <param name="usualHz">The rate where the mime type says none.</param>
    public static TimeSpan Of(MediaBytes media, int usualHz)
    {
        var mime = media.MimeType.AsSpan();
        var at = mime.IndexOf(Rate, StringComparison.OrdinalIgnoreCase);
        var hz = usualHz;
        if (at >= 0)
        {
            var digits = mime[(at + Rate.Length)..];
            var length = digits.IndexOfAnyExceptInRange('0', '9');
            if (int.TryParse(length < 0 ? digits : digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said > 0)
            {
                hz = said;
            }
        }

        return TimeSpan.FromTicks((long)(media.DecodedLength / 2) * TimeSpan.TicksPerSecond / hz);
    }
}
