namespace Cortex.Live.Protocol;

/// <summary>What the model's code printed (reference 3.1).</summary>
public sealed class CodeExecutionResult
{
    /// <summary>For example <c>OUTCOME_OK</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>Its output.</summary>
    public string? Output { get; init; }
}
