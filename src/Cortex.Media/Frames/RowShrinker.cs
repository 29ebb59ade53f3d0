using System.Buffers;
using SkiaSharp;

namespace Cortex.Media.Frames;

/// <summary>Decodes a large picture row by row, averaging squares of pixels, so that only one row is held at full size.</summary>
static class RowShrinker
{
    /// <summary>Decodes, or returns null where the format has no rows to give.</summary>
    /// <param name="codec">At its start.</param>
    /// <param name="info">The picture's full size.</param>
    /// <param name="shrink">How many pixels, across and down, become one.</param>
    /// <param name="result">How the decoding went.</param>
    public static unsafe SKBitmap? TryDecode(SKCodec codec, SKImageInfo info, int shrink, out SKCodecResult result)
    {
        result = codec.StartScanlineDecode(info);
        if (result is not SKCodecResult.Success || codec.ScanlineOrder is not SKCodecScanlineOrder.TopDown)
            return null;

        var (width, height) = ((info.Width + shrink - 1) / shrink, (info.Height + shrink - 1) / shrink);
        var bitmap = new SKBitmap(Pixels.Info(width, height, info.AlphaType));
        var row = ArrayPool<byte>.Shared.Rent(info.RowBytes);
        var sums = new int[width * 4];
        fixed (byte* start = row)
        {
            for (var y = 0; y < info.Height && result is SKCodecResult.Success; y++)
            {
                if (codec.GetScanlines((nint)start, 1, info.RowBytes) != 1)
                    result = SKCodecResult.IncompleteInput;
                Add(row.AsSpan(0, info.RowBytes), sums, shrink);
                if ((y + 1) % shrink == 0 || y + 1 == info.Height)
                    Divide(sums, new Span<byte>((byte*)bitmap.GetPixels() + (long)(y / shrink) * bitmap.RowBytes, width * 4), info.Width, shrink, (y % shrink) + 1);
            }
        }

        ArrayPool<byte>.Shared.Return(row);
        return bitmap;
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
