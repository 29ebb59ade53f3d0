using System.Globalization;

namespace Cortex.Media.Camera;

/// <summary>Pixels across and down.</summary>
/// <param name="Width">Across.</param>
/// <param name="Height">Down.</param>
public readonly record struct PictureSize(int Width, int Height)
{
    const int Most = 16_384;

    /// <summary>The longer of both.</summary>
    public int Longest => Math.Max(Width, Height);

    /// <summary>Reads <c>1280x720</c>.</summary>
    /// <returns>Null: it is none.</returns>
    public static PictureSize? Parse(ReadOnlySpan<char> text) =>
        text.IndexOf('x') is > 0 and var x && Side(text[..x]) is { } width && Side(text[(x + 1)..]) is { } height ? new(width, height) : null;

    /// <summary>As large as fits, in the same proportions, both sides even.</summary>
    public PictureSize Within(int longest) => Longest <= longest
        ? this
        : new(Even((long)Width * longest / Longest), Even((long)Height * longest / Longest));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");

    static int? Side(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is > 0 and <= Most ? side : null;

    static int Even(long side) => Math.Max(2, (int)side & ~1);
}
