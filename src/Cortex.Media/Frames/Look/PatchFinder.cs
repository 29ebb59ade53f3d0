namespace Cortex.Media.Frames;

/// <summary>Finds connected areas of pixels that carry the same label.</summary>
static class PatchFinder
{
    /// <summary>A label that belongs to no area.</summary>
    public const byte None = byte.MaxValue;

    /// <summary>An area: its label, its pixels, the rectangle around them, and the mean of their weights.</summary>
    public readonly record struct Area(byte Label, int Pixels, PicturePlace Place, float Weight);

    /// <summary>All areas of at least so many pixels, the largest first.</summary>
    /// <param name="labels">Of each pixel, row by row.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="smallest">Pixels an area has at least.</param>
    /// <param name="weights">Of each pixel, what its area averages; empty for none.</param>
    public static List<Area> Find(ReadOnlySpan<byte> labels, int width, int smallest, ReadOnlySpan<byte> weights = default)
    {
        var areas = new List<Area>();
        var seen = new bool[labels.Length];
        var open = new Stack<int>();
        for (var start = 0; start < labels.Length; start++)
        {
            if (seen[start] || labels[start] == None)
                continue;
            var area = Fill(labels, weights, width, start, seen, open);
            if (area.Pixels >= smallest)
                areas.Add(area);
        }

        areas.Sort(static (one, other) => other.Pixels.CompareTo(one.Pixels));
        return areas;
    }

    /// <summary>Each label becomes the commonest among itself and its neighbours, so that specks vanish.</summary>
    public static byte[] Smooth(ReadOnlySpan<byte> labels, int width)
    {
        var smooth = new byte[labels.Length];
        var height = labels.Length / width;
        Span<byte> votes = stackalloc byte[256];
        for (var i = 0; i < labels.Length; i++)
        {
            votes.Clear();
            var (best, x, y) = (labels[i], i % width, i / width);
            for (var near = 0; near < 9; near++)
            {
                var (nearX, nearY) = (x + (near % 3) - 1, y + (near / 3) - 1);
                if (nearX < 0 || nearX >= width || nearY < 0 || nearY >= height)
                    continue;
                var label = labels[(nearY * width) + nearX];
                if (++votes[label] > votes[best])
                    best = label;
            }

            smooth[i] = best;
        }

        return smooth;
    }

    static Area Fill(ReadOnlySpan<byte> labels, ReadOnlySpan<byte> weights, int width, int start, bool[] seen, Stack<int> open)
    {
        var (label, height, pixels) = (labels[start], labels.Length / width, 0);
        var (left, top, right, bottom) = (width, height, 0, 0);
        var weight = 0L;
        seen[start] = true;
        open.Push(start);
        while (open.TryPop(out var at))
        {
            var (x, y) = (at % width, at / width);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
            pixels++;
            weight += weights.IsEmpty ? 0 : weights[at];
            for (var near = 0; near < 9; near++)
            {
                var (nearX, nearY) = (x + (near % 3) - 1, y + (near / 3) - 1);
                var next = (nearY * width) + nearX;
                if (nearX < 0 || nearX >= width || nearY < 0 || nearY >= height || seen[next] || labels[next] != label)
                    continue;
                seen[next] = true;
                open.Push(next);
            }
        }

        return new(label, pixels, new((float)left / width, (float)top / height, (float)right / width, (float)bottom / height), (float)weight / pixels);
    }
}
