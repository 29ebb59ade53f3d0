namespace Cortex.Media.Detection;

/// <summary>What a thing's size does over time. Nothing here knows metres.</summary>
public enum Motion
{
    /// <summary>It was not seen long enough to tell.</summary>
    Unknown,

    /// <summary>It keeps its size.</summary>
    Steady,

    /// <summary>It grows: it comes nearer, or the wearer does.</summary>
    Nearer,

    /// <summary>It shrinks.</summary>
    Farther,
}
