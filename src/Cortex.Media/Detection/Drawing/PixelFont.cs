using SkiaSharp;

namespace Cortex.Media.Detection;

/// <summary>Writes a few words into a picture, in capitals of 5 x 7 squares: a device need not have a font.</summary>
internal static class PixelFont
{
    /// <summary>Squares down.</summary>
    public const int Height = 7;

    private const int Width = 5;
    private const int Gap = 1;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-%.";

    // Five columns a letter, the lowest bit on top.
    private static readonly byte[] Columns = Convert.FromHexString(
        "7E1111117E" + "7F49494936" + "3E41414122" + "7F4141221C" + "7F49494941" + "7F09090901" + "3E4149497A" + "7F0808087F" + "00417F4100" +
        "2040413F01" + "7F08142241" + "7F40404040" + "7F020C027F" + "7F0408107F" + "3E4141413E" + "7F09090906" + "3E4151215E" + "7F09192946" +
        "4649494931" + "01017F0101" + "3F4040403F" + "1F2040201F" + "3F4038403F" + "6314081463" + "0708700807" + "6151494543" +
        "3E5149453E" + "00427F4000" + "4261514946" + "2141454B31" + "1814127F10" + "2745454539" + "3C4A494930" + "0171090503" + "3649494936" + "064949291E" +
        "0808080808" + "2313086462" + "0060600000");

    /// <summary>Squares across.</summary>
    public static int WidthOf(string text) => text.Length is 0 ? 0 : (text.Length * (Width + Gap)) - Gap;

    /// <summary>Writes.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="text">Letters, digits and a few marks; any other is a space.</param>
    /// <param name="left">Pixels.</param>
    /// <param name="top">Pixels.</param>
    /// <param name="square">Pixels a square.</param>
    /// <param name="paint">The colour.</param>
    public static void Draw(SKCanvas canvas, string text, float left, float top, float square, SKPaint paint)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var letter = Letters.IndexOf(char.ToUpperInvariant(text[i]), StringComparison.Ordinal);
            for (var bit = 0; letter >= 0 && bit < Width * Height; bit++)
            {
                var (column, row) = (bit / Height, bit % Height);
                if ((Columns[(letter * Width) + column] >> row & 1) is 1)
                {
                    canvas.DrawRect(left + (((i * (Width + Gap)) + column) * square), top + (row * square), square, square, paint);
                }
            }
        }
    }
}
