using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>A tool call and its answer.</summary>
/// <param name="Call">What the brain asked for.</param>
/// <param name="Response">What the client answered.</param>
public sealed record ToolExchange(FunctionCall Call, FunctionResponse Response);
