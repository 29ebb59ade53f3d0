namespace Cortex.Media.Frames;

/// <summary>Where up and down the picture.</summary>
public enum Level
{
    /// <summary>In the upper third.</summary>
    Top,

    /// <summary>In the middle third.</summary>
    Middle,

    /// <summary>In the lower third.</summary>
    Bottom,

    /// <summary>From top to bottom.</summary>
    Whole,
}
