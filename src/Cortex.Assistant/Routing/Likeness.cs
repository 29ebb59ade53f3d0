namespace Cortex.Assistant.Routing;

/// <summary>How like two texts are, 0 to 1, as Python's difflib counts: twice the letters that match in order, over all letters. Pure.</summary>
internal static class Likeness
{
    /// <summary>The ratio.</summary>
    public static double Of(string one, string other) =>
        one.Length + other.Length is 0 ? 1 : 2.0 * Matches(one, other) / (one.Length + other.Length);

    private static int Matches(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var (atOne, atOther, length) = Longest(one, other);
        return length is 0 ? 0 : length + Matches(one[..atOne], other[..atOther]) + Matches(one[(atOne + length)..], other[(atOther + length)..]);
    }

    private static (int One, int Other, int Length) Longest(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var best = (One: 0, Other: 0, Length: 0);
        var before = new int[other.Length + 1];
        for (var i = 0; i < one.Length; i++)
        {
            var now = new int[other.Length + 1];
            for (var j = 0; j < other.Length; j++)
            {
                if (one[i] == other[j])
                {
                    now[j + 1] = before[j] + 1;
                    best = now[j + 1] > best.Length ? (i + 1 - now[j + 1], j + 1 - now[j + 1], now[j + 1]) : best;
                }
            }

            before = now;
        }

        return best;
    }
}
