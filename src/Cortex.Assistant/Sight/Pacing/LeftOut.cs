namespace Cortex.Assistant.Sight;

/// <summary>Why a picture that was due did not go out.</summary>
internal enum LeftOut
{
    /// <summary>One went, or none was due.</summary>
    None,

    /// <summary>It shows what the last one that was sent showed.</summary>
    Unchanged,

    /// <summary>A sharper one of the last moments went in its place.</summary>
    Blurred,

    /// <summary>The byte budget had no room for it.</summary>
    Budget,

    /// <summary>There is no connection, or the last one still waits to be written.</summary>
    Uplink,

    /// <summary>It cannot be read.</summary>
    Damaged,
}
