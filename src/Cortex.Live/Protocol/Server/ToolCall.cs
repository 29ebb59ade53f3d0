namespace Cortex.Live.Protocol;

/// <summary>The model calls tools (reference section 3).</summary>
public sealed class ToolCall : ServerMessage
{
    /// <summary>In order.</summary>
    public IReadOnlyList<FunctionCall> FunctionCalls { get; init; } = [];
}
