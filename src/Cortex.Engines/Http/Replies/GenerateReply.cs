using System.Text.Json;

namespace Cortex.Engines.Http;

/// <summary>One answer of <c>generateContent</c>, or one slice of a streamed one (reference 7.1, 7.2).</summary>
/// <param name="Candidates">Ways to answer; ever only one is asked for. Absent where the prompt was blocked.</param>
/// <param name="PromptFeedback">Why the prompt was blocked.</param>
/// <param name="UsageMetadata">Tokens so far; whole in the last slice.</param>
internal sealed record GenerateReply(
    IReadOnlyList<GenerateReply.Candidate>? Candidates, GenerateReply.Feedback? PromptFeedback, GenerateReply.Usage? UsageMetadata)
{
    /// <summary>The parts of the first candidate.</summary>
    public IEnumerable<Piece> Pieces => Candidates is [{ Content.Parts: { } parts }, ..] ? parts.OfType<Piece>() : [];

    /// <summary>Why the answer ended; null while it goes on.</summary>
    public string? FinishReason => Candidates is [{ FinishReason: { Length: > 0 } reason }, ..] ? reason : null;

    /// <summary>One way to answer.</summary>
    public sealed record Candidate(Body? Content, string? FinishReason);

    /// <summary>What was answered.</summary>
    public sealed record Body(IReadOnlyList<Piece?>? Parts, string? Role);

    /// <summary>A piece of it; one field is set.</summary>
    public sealed record Piece(string? Text, bool? Thought, string? ThoughtSignature, Media? InlineData, Call? FunctionCall);

    /// <summary>Sound.</summary>
    public sealed record Media(string? MimeType, byte[]? Data);

    /// <summary>A call of a function.</summary>
    public sealed record Call(string? Id, string? Name, JsonElement? Args);

    /// <summary>Why the prompt was blocked.</summary>
    public sealed record Feedback(string? BlockReason);

    /// <summary>Tokens, by the names of this side: Live says <c>responseTokenCount</c>.</summary>
    public sealed record Usage(
        int PromptTokenCount, int CachedContentTokenCount, int CandidatesTokenCount, int ThoughtsTokenCount, int ToolUsePromptTokenCount,
        int TotalTokenCount, IReadOnlyList<Count?>? PromptTokensDetails, IReadOnlyList<Count?>? CandidatesTokensDetails);

    /// <summary>Tokens of one modality.</summary>
    public sealed record Count(string? Modality, int TokenCount);
}
