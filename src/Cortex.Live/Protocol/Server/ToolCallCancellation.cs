namespace Cortex.Live.Protocol;

/// <summary>Calls that shall not be answered any more (reference section 3).</summary>
public sealed class ToolCallCancellation : ServerMessage
{
    /// <summary>Of the calls.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];
}
