namespace Cortex.Media.Frames;

/// <summary>
/// A frame as coarse cells of colour, smoothed, with the darkest and the lightest around each: what lies between those of another
/// frame may only have trembled.
/// </summary>
sealed class Fingerprint
{
    public const int Across = 48;
    public const int Down = 36;
    public const int Bytes = Across * Down * Channels;

    const int Channels = 3;

    readonly byte[] _cells;
    readonly byte[] _lowest;
    readonly byte[] _highest;

    /// <param name="cells">The mean colours, red, green and blue each, row by row.</param>
    public Fingerprint(ReadOnlySpan<byte> cells)
    {
        // An edge that straddles two cells looks weaker than one that does not: smoothed, it looks the same.
        _cells = Around(cells, static (a, b, c) => (byte)((a + b + b + c + 2) / 4));
        _lowest = Around(_cells, static (a, b, c) => Math.Min(a, Math.Min(b, c)));
        _highest = Around(_cells, static (a, b, c) => Math.Max(a, Math.Max(b, c)));
    }

    /// <summary>The mean colour of what each cell covers.</summary>
    /// <param name="rgbx">Four bytes a pixel, row by row.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="cells">Gets them.</param>
    public static void Average(ReadOnlySpan<byte> rgbx, int width, int height, Span<byte> cells)
    {
        for (var y = 0; y < Down; y++)
        {
            var (top, bottom) = Part(y, Down, height);
            for (var x = 0; x < Across; x++)
            {
                var (left, right) = Part(x, Across, width);
                var (red, green, blue) = (0, 0, 0);
                for (var row = top; row < bottom; row++)
                {
                    for (var at = ((row * width) + left) * 4; at < ((row * width) + right) * 4; at += 4)
                        (red, green, blue) = (red + rgbx[at], green + rgbx[at + 1], blue + rgbx[at + 2]);
                }

                var (count, cell) = ((bottom - top) * (right - left), ((y * Across) + x) * Channels);
                (cells[cell], cells[cell + 1], cells[cell + 2]) = ((byte)(red / count), (byte)(green / count), (byte)(blue / count));
            }
        }
    }

    /// <summary>How far the clearest cell of either lies outside what the other has around it, 0 to 255.</summary>
    public int Beyond(Fingerprint other)
    {
        var most = 0;
        for (var i = 0; i < Bytes; i++)
        {
            most = Math.Max(most, Math.Max(_cells[i] - other._highest[i], other._lowest[i] - _cells[i]));
            most = Math.Max(most, Math.Max(other._cells[i] - _highest[i], _lowest[i] - other._cells[i]));
        }

        return most;
    }

    static (int From, int To) Part(int index, int parts, int length)
    {
        var from = index * length / parts;
        return (from, Math.Max(from + 1, (index + 1) * length / parts));
    }

    // Three in a row, then three in a column; at the edges the outermost stand in for what is not there.
    static byte[] Around(ReadOnlySpan<byte> cells, Func<byte, byte, byte, byte> of)
    {
        var rows = new byte[Bytes];
        for (var y = 0; y < Down; y++)
        {
            for (var x = 0; x < Across; x++)
            {
                var (before, after) = (((y * Across) + Math.Max(0, x - 1)) * Channels, ((y * Across) + Math.Min(Across - 1, x + 1)) * Channels);
                for (var (at, channel) = (((y * Across) + x) * Channels, 0); channel < Channels; channel++)
                    rows[at + channel] = of(cells[before + channel], cells[at + channel], cells[after + channel]);
            }
        }

        var both = new byte[Bytes];
        const int Row = Across * Channels;
        for (var y = 0; y < Down; y++)
        {
            var (above, here, below) = (Math.Max(0, y - 1) * Row, y * Row, Math.Min(Down - 1, y + 1) * Row);
            for (var i = 0; i < Row; i++)
                both[here + i] = of(rows[above + i], rows[here + i], rows[below + i]);
        }

        return both;
    }
}
