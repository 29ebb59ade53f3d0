namespace Cortex.Media.Frames;

/// <summary>A rectangle of the picture, each edge from 0 (left, top) to 1 (right, bottom).</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Right">Its right edge.</param>
/// <param name="Bottom">Its lower edge.</param>
public readonly record struct PicturePlace(float Left, float Top, float Right, float Bottom)
{
    /// <summary>All of the picture.</summary>
    public static PicturePlace Everywhere { get; } = new(0, 0, 1, 1);

    /// <summary>Its width.</summary>
    public float Width => Right - Left;

    /// <summary>Its height.</summary>
    public float Height => Bottom - Top;

    /// <summary>Where it is across, by its middle; <see cref="Side.Across"/> where it fills four fifths of the width.</summary>
    public Side Side => Width >= 0.8f ? Side.Across
        : (Left + Right) / 2 < 1 / 3f ? Side.Left
        : (Left + Right) / 2 > 2 / 3f ? Side.Right
        : Side.Ahead;

    /// <summary>Where it is up and down, by its middle; <see cref="Level.Whole"/> where it fills four fifths of the height.</summary>
    public Level Level => Height >= 0.8f ? Level.Whole
        : (Top + Bottom) / 2 < 1 / 3f ? Level.Top
        : (Top + Bottom) / 2 > 2 / 3f ? Level.Bottom
        : Level.Middle;
}
