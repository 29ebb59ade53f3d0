using System.Text.Json;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>What a tool brought.</summary>
/// <param name="Response">An object as the protocol wants it: <c>output</c> or <c>error</c>, or any other.</param>
/// <param name="Scheduling">When the model speaks about it; null: as the model does it (reference 2.4). Left out for a model that takes none.</param>
public readonly record struct ToolAnswer(JsonElement Response, FunctionScheduling? Scheduling = null);
