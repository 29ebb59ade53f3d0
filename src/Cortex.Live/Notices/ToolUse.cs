namespace Cortex.Live;

/// <summary>Where a tool's call stands.</summary>
public enum ToolUse
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>Its answer goes to the model; what failed is answered too.</summary>
    Answered,

    /// <summary>It was called off, and is not answered.</summary>
    Withdrawn,
}
