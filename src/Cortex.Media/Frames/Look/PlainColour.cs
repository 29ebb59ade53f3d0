namespace Cortex.Media.Frames;

/// <summary>A colour by the name people give it.</summary>
public enum PlainColour
{
    /// <summary>Hardly any light.</summary>
    Black,

    /// <summary>Neither light nor dark, no hue.</summary>
    Grey,

    /// <summary>Light, no hue.</summary>
    White,

    /// <summary>Red.</summary>
    Red,

    /// <summary>Orange.</summary>
    Orange,

    /// <summary>Dark orange: wood, earth, leather.</summary>
    Brown,

    /// <summary>Light and pale, between yellow and red: sand, skin, paper in warm light.</summary>
    Beige,

    /// <summary>Yellow.</summary>
    Yellow,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Between green and blue.</summary>
    Turquoise,

    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Between blue and red, dark or full.</summary>
    Purple,

    /// <summary>Light red, or between red and purple.</summary>
    Pink,
}
