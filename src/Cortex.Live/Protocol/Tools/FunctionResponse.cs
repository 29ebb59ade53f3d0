using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>The answer to a call (reference 2.4).</summary>
public sealed record FunctionResponse
{
    /// <summary>The call's id.</summary>
    public string? Id { get; init; }

    /// <summary>The function.</summary>
    public string Name { get; init; } = "";

    /// <summary>An object; <c>output</c> is the result, <c>error</c> a failure; kept as written.</summary>
    public JsonElement? Response { get; init; }

    /// <summary>When the model speaks about it; non-blocking calls only.</summary>
    public FunctionScheduling? Scheduling { get; init; }

    /// <summary>More answers follow.</summary>
    public bool? WillContinue { get; init; }

    /// <summary>Pictures or text that belong to the result.</summary>
    public IReadOnlyList<Part>? Parts { get; init; }
}
