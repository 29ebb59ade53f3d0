using System.Buffers.Text;
using System.Globalization;

namespace Cortex.Live.Protocol;

/// <summary>A <c>google.protobuf.Duration</c>: decimal seconds and an <c>s</c>, with 0, 3, 6 or 9 decimals (reference 1.4).</summary>
static class DurationText
{
    /// <summary>Reads <c>50s</c>, <c>9.500s</c>; finer than 100 ns is cut.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out TimeSpan duration)
    {
        duration = default;
        return text is [.. var number, (byte)'s']
            && number is [(byte)'-', (>= (byte)'0' and <= (byte)'9'), ..] or [(>= (byte)'0' and <= (byte)'9'), ..]
            && Utf8Parser.TryParse(number, out decimal seconds, out var read, 'F')
            && read == number.Length
            && seconds is > -100_000_000_000m and < 100_000_000_000m
            && TryFromTicks(seconds, out duration);
    }

    /// <summary>Writes it as short as the three forms allow.</summary>
    public static string Format(TimeSpan duration)
    {
        var ticks = duration.Ticks;
        var decimals = ticks % TimeSpan.TicksPerSecond == 0 ? 0
            : ticks % TimeSpan.TicksPerMillisecond == 0 ? 3
            : ticks % TimeSpan.TicksPerMicrosecond == 0 ? 6 : 9;
        var seconds = (decimal)ticks / TimeSpan.TicksPerSecond;
        return seconds.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + "s";
    }

    static bool TryFromTicks(decimal seconds, out TimeSpan duration)
    {
        duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
