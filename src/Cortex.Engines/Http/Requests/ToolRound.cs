using Cortex.Live.Protocol;

namespace Cortex.Engines.Http;

/// <summary>What the model said when it asked for tools, and their answers.</summary>
internal sealed record ToolRound(Content Asked, IReadOnlyList<FunctionResponse> Answers);
