namespace Cortex.Live.Protocol;

/// <summary>Code the model wrote (reference 3.1).</summary>
public sealed class ExecutableCode
{
    /// <summary>For example <c>PYTHON</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The code.</summary>
    public string? Code { get; init; }
}
