namespace Cortex.Media.Frames;

/// <summary>Where across the picture, seen by the wearer.</summary>
public enum Side
{
    /// <summary>In the left third.</summary>
    Left,

    /// <summary>In the middle third: straight ahead.</summary>
    Ahead,

    /// <summary>In the right third.</summary>
    Right,

    /// <summary>From side to side.</summary>
    Across,
}
