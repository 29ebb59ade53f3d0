using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>One piece of a content; usually one field is set (reference 2.2, 3.1).</summary>
public sealed class Part
{
    /// <summary>Words.</summary>
    public string? Text { get; set; }

    /// <summary>The text is a thought, not an answer.</summary>
    public bool? Thought { get; set; }

    /// <summary>Opaque.</summary>
    public string? ThoughtSignature { get; set; }

    /// <summary>Sound or a picture.</summary>
    public MediaBytes? InlineData { get; set; }

    /// <summary>A file by address.</summary>
    public FileData? FileData { get; set; }

    /// <summary>A call, when history is seeded.</summary>
    public FunctionCall? FunctionCall { get; set; }

    /// <summary>An answer, when history is seeded.</summary>
    public FunctionResponse? FunctionResponse { get; set; }

    /// <summary>Code the model wrote.</summary>
    public ExecutableCode? ExecutableCode { get; set; }

    /// <summary>What the code printed.</summary>
    public CodeExecutionResult? CodeExecutionResult { get; set; }

    /// <summary>Nothing but <see cref="InlineData"/> is set.</summary>
    [JsonIgnore]
    internal bool IsMediaOnly => InlineData is not null && Text is null && Thought is null && ThoughtSignature is null && FileData is null
        && FunctionCall is null && FunctionResponse is null && ExecutableCode is null && CodeExecutionResult is null;
}
