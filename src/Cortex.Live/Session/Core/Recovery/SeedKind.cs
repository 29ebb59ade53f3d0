namespace Cortex.Live.Session;

/// <summary>How much of the history a fresh session is given.</summary>
internal enum SeedKind
{
    /// <summary>Its tail.</summary>
    Tail,

    /// <summary>A short one: a long context is what ended the session before.</summary>
    Summary,
}
