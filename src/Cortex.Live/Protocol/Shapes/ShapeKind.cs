namespace Cortex.Live.Protocol;

/// <summary>What JSON a value of the wire is written in.</summary>
enum ShapeKind
{
    /// <summary>An object of named fields; with none, an empty object whose presence is its meaning.</summary>
    Message,

    /// <summary>An array of one shape.</summary>
    List,

    /// <summary>An object whose names are data and whose values have one shape.</summary>
    Map,

    /// <summary>A string.</summary>
    Text,

    /// <summary>Base64 in a string.</summary>
    Bytes,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A 32-bit integer.</summary>
    Int32,

    /// <summary>A 64-bit integer, a string or a number.</summary>
    Int64,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>Seconds and an s, in a string.</summary>
    Duration,

    /// <summary>An object nobody here looks into.</summary>
    FreeObject,

    /// <summary>Any value, not looked into.</summary>
    Free,
}
