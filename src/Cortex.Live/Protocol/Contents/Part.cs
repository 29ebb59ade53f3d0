namespace Cortex.Live.Protocol;

/// <summary>One piece of a content; usually one field is set (reference 2.2, 3.1).</summary>
public sealed class Part
{
    /// <summary>Words.</summary>
    public string? Text { get; init; }

    /// <summary>The text is a thought, not an answer.</summary>
    public bool? Thought { get; init; }

    /// <summary>Opaque.</summary>
    public string? ThoughtSignature { get; init; }

    /// <summary>Sound or a picture.</summary>
    public MediaBytes? InlineData { get; set; }

    /// <summary>A file by address.</summary>
    public FileData? FileData { get; init; }

    /// <summary>A call, when history is seeded.</summary>
    public FunctionCall? FunctionCall { get; init; }

    /// <summary>An answer, when history is seeded.</summary>
    public FunctionResponse? FunctionResponse { get; init; }

    /// <summary>Code the model wrote.</summary>
    public ExecutableCode? ExecutableCode { get; init; }

    /// <summary>What the code printed.</summary>
    public CodeExecutionResult? CodeExecutionResult { get; init; }
}
