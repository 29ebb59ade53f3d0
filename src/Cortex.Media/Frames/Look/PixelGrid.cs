namespace Cortex.Media.Frames;

/// <summary>A small picture as plain pixels, row by row: red, green, blue and one unused byte each.</summary>
/// <param name="width">Pixels across, at least 1.</param>
/// <param name="height">Pixels down, at least 1.</param>
/// <param name="rgbx">Four bytes a pixel; kept, never written to.</param>
sealed class PixelGrid(int width, int height, byte[] rgbx)
{
    public int Width => width;

    public int Height => height;

    public int Count => width * height;

    public (byte Red, byte Green, byte Blue) this[int index] => (rgbx[index * 4], rgbx[(index * 4) + 1], rgbx[(index * 4) + 2]);

    /// <summary>How light each pixel looks, 0 to 255 (Rec. 709 weights).</summary>
    public byte[] Luma()
    {
        var luma = new byte[Count];
        for (var i = 0; i < luma.Length; i++)
        {
            var (red, green, blue) = this[i];
            luma[i] = (byte)(((red * 54) + (green * 183) + (blue * 19)) >> 8);
        }

        return luma;
    }

    /// <summary>How far each pixel is from grey: its strongest part less its weakest, 0 to 255.</summary>
    public byte[] Chroma()
    {
        var chroma = new byte[Count];
        for (var i = 0; i < chroma.Length; i++)
        {
            var (red, green, blue) = this[i];
            chroma[i] = (byte)(Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)));
        }

        return chroma;
    }

    /// <summary>This picture at exactly that size; each new pixel is the average of what it covers.</summary>
    public PixelGrid Average(int toWidth, int toHeight)
    {
        var pixels = new byte[toWidth * toHeight * 4];
        for (var y = 0; y < toHeight; y++)
        {
            for (var x = 0; x < toWidth; x++)
                AverageOf(x * width / toWidth, y * height / toHeight, (x + 1) * width / toWidth, (y + 1) * height / toHeight, pixels.AsSpan(((y * toWidth) + x) * 4, 3));
        }

        return new(toWidth, toHeight, pixels);
    }

    void AverageOf(int left, int top, int right, int bottom, Span<byte> pixel)
    {
        var (red, green, blue, count) = (0, 0, 0, 0);
        for (var y = top; y < Math.Max(bottom, top + 1); y++)
        {
            for (var x = left; x < Math.Max(right, left + 1); x++, count++)
            {
                var at = ((y * width) + x) * 4;
                red += rgbx[at];
                green += rgbx[at + 1];
                blue += rgbx[at + 2];
            }
        }

        (pixel[0], pixel[1], pixel[2]) = ((byte)(red / count), (byte)(green / count), (byte)(blue / count));
    }
}
