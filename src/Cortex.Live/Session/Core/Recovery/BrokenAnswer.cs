namespace Cortex.Live.Session;

/// <summary>What the end of a connection broke off.</summary>
internal enum BrokenAnswer
{
    /// <summary>Nothing, or nothing anybody waits for.</summary>
    None,

    /// <summary>An answer in the middle.</summary>
    Speech,

    /// <summary>An answer that needed a tool: the tool may have acted, so it must not be asked again unasked.</summary>
    Tool,
}
