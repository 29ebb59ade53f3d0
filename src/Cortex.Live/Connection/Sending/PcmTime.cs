namespace Cortex.Live.Connection;

/// <summary>How long a piece of sound lasts: 16 bits, mono, of the rate its mime type says.</summary>
internal static class PcmTime
{
    private const string Rate = "rate=";
    private const int MostHz = 1_000_000;

    /// <summary>Its length.</summary>
    /// <param name="media">The sound, raw or base64.</param>
    /// <param name="usualHz">The rate where the mime type says none.</param>
    public static TimeSpan Of(MediaBytes media, int usualHz) =>
        TimeSpan.FromTicks((long)(media.DecodedLength / 2) * TimeSpan.TicksPerSecond / RateOf(media, usualHz));

    /// <summary>Its samples a second.</summary>
    public static int RateOf(MediaBytes media, int usualHz)
    {
        // By hand: searching without regard to case allocates 96 bytes a call until the runtime has optimised it.
        var mime = media.MimeType.AsSpan();
        var at = mime.IndexOf(Rate);
        var hz = 0;
        for (var i = at + Rate.Length; at >= 0 && i < mime.Length && char.IsAsciiDigit(mime[i]) && hz < MostHz; i++)
        {
            hz = (hz * 10) + (mime[i] - '0');
        }

        return hz is > 0 and <= MostHz ? hz : usualHz;
    }
}
