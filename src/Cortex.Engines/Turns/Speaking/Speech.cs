namespace Cortex.Engines.Turns;

/// <summary>The sound of answers: 24 kHz, mono, 16 bits little-endian (reference 4.3).</summary>
internal static class Speech
{
    public const int BytesPerSecond = 48_000;

    public const string MimeType = "audio/pcm;rate=24000";

    public static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    public static readonly TimeSpan LongestChunk = TimeSpan.FromSeconds(2);

    public static TimeSpan Duration(int bytes) => TimeSpan.FromTicks(bytes * TimeSpan.TicksPerSecond / BytesPerSecond);

    /// <summary>The bytes of a duration, whole samples.</summary>
    public static int Bytes(TimeSpan duration) => (int)(duration.Ticks * BytesPerSecond / TimeSpan.TicksPerSecond) & ~1;
}
