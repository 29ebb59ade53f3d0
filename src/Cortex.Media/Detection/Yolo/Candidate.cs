namespace Cortex.Media.Detection;

/// <summary>One box of an output, in input pixels.</summary>
internal readonly record struct Candidate(float Left, float Top, float Right, float Bottom, float Confidence, int Class)
{
    /// <summary>What both share, by what they cover together: 0 to 1.</summary>
    public float OverlapWith(in Candidate other)
    {
        var shared = Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left)) * Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));
        var union = Area + other.Area - shared;
        return union > 0 ? shared / union : 0;
    }

    /// <summary>All of its numbers are numbers, and it covers something.</summary>
    public bool IsSound =>
        float.IsFinite(Left) && float.IsFinite(Top) && float.IsFinite(Right) && float.IsFinite(Bottom) && Right > Left && Bottom > Top;

    private float Area => (Right - Left) * (Bottom - Top);
}
