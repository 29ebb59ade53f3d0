namespace Cortex.Media.Camera;

/// <summary>Orders names as people do: frame9 before frame10. Runs of digits compare by value, all else by character.</summary>
sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var one = x.AsSpan();
        var other = y.AsSpan();
        while (!one.IsEmpty && !other.IsEmpty)
        {
            int order;
            if (char.IsAsciiDigit(one[0]) && char.IsAsciiDigit(other[0]))
            {
                var number = TakeNumber(ref one);
                var otherNumber = TakeNumber(ref other);
                order = number.Length != otherNumber.Length ? number.Length.CompareTo(otherNumber.Length) : number.SequenceCompareTo(otherNumber);
            }
            else
            {
                order = one[0].CompareTo(other[0]);
                one = one[1..];
                other = other[1..];
            }

            if (order != 0)
                return order;
        }

        // Names that differ only in leading zeros still need one order, always the same.
        var length = one.Length.CompareTo(other.Length);
        return length != 0 ? length : string.CompareOrdinal(x, y);
    }

    static ReadOnlySpan<char> TakeNumber(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits.TrimStart('0');
    }
}
