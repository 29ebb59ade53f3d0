namespace Cortex.Live.Protocol;

/// <summary>The answers to tool calls (reference 2.4).</summary>
public sealed class ToolResponse : ClientMessage
{
    /// <summary>One for each call that is answered.</summary>
    public IReadOnlyList<FunctionResponse> FunctionResponses { get; init; } = [];
}
