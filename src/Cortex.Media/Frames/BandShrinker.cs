using SkiaSharp;

namespace Cortex.Media.Frames;

/// <summary>
/// Decodes a large PNG in bands of rows, averaging squares of pixels, so that only one band is held at full size. Each band makes the
/// decoder skip the rows above it again; 100 megapixels take thirteen bands.
/// </summary>
static class BandShrinker
{
    const int BandPixels = 8_000_000;

    /// <summary>Decodes; the bitmap is yours, and worthless unless the result is success.</summary>
    /// <param name="codec">A codec that decodes subsets of rows.</param>
    /// <param name="info">The picture's full size.</param>
    /// <param name="shrink">How many pixels, across and down, become one.</param>
    public static unsafe (SKCodecResult Result, SKBitmap Bitmap) Decode(SKCodec codec, SKImageInfo info, int shrink)
    {
        var small = new SKBitmap(Pixels.Info((info.Width + shrink - 1) / shrink, (info.Height + shrink - 1) / shrink, info.AlphaType));
        var bandRows = Math.Min(info.Height, Math.Max(1, BandPixels / info.Width / shrink) * shrink);
        using var band = new SKBitmap(Pixels.Info(info.Width, bandRows, info.AlphaType));
        var sums = new int[small.Width * 4];
        for (var top = 0; top < info.Height; top += bandRows)
        {
            // The decoder is told the whole size, writes only the rows of the subset, and puts the first of them first.
            var rows = Math.Min(bandRows, info.Height - top);
            var options = new SKCodecOptions(SKRectI.Create(0, top, info.Width, rows));
            var result = codec.StartIncrementalDecode(info, band.GetPixels(), band.RowBytes, options);
            if (result is SKCodecResult.Success)
                result = codec.IncrementalDecode();
            if (result is not SKCodecResult.Success)
                return (result, small);

            for (var row = 0; row < rows; row += shrink)
            {
                var count = Math.Min(shrink, rows - row);
                for (var y = row; y < row + count; y++)
                    Add(new ReadOnlySpan<byte>((byte*)band.GetPixels() + ((long)y * band.RowBytes), info.Width * 4), sums, shrink);
                Divide(sums, new Span<byte>((byte*)small.GetPixels() + ((long)(top + row) / shrink * small.RowBytes), sums.Length), info.Width, shrink, count);
            }
        }

        return (SKCodecResult.Success, small);
    }

    static void Add(ReadOnlySpan<byte> row, Span<int> sums, int shrink)
    {
        for (var from = 0; from < row.Length; from += 4)
        {
            var to = from / 4 / shrink * 4;
            sums[to] += row[from];
            sums[to + 1] += row[from + 1];
            sums[to + 2] += row[from + 2];
            sums[to + 3] += row[from + 3];
        }
    }

    static void Divide(Span<int> sums, Span<byte> pixels, int fullWidth, int shrink, int rows)
    {
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(sums[i] / (rows * Math.Min(shrink, fullWidth - (i / 4 * shrink))));
        sums.Clear();
    }
}
