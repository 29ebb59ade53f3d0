namespace Cortex.Media.Frames;

/// <summary>Tells a picture by its first bytes.</summary>
static class PictureMagic
{
    /// <summary>As many bytes as it takes to tell.</summary>
    public const int Bytes = 12;

    public static bool IsPicture(ReadOnlySpan<byte> start) =>
        start.StartsWith<byte>([0xFF, 0xD8, 0xFF]) || IsPng(start)
        || start.StartsWith("GIF8"u8) || start.StartsWith("BM"u8)
        || (start.StartsWith("RIFF"u8) && start.Length >= Bytes && start[8..].StartsWith("WEBP"u8));

    public static bool IsInterlacedPng(ReadOnlySpan<byte> png) => IsPng(png) && png.Length > 28 && png[28] != 0;

    static bool IsPng(ReadOnlySpan<byte> start) => start.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G']);
}
