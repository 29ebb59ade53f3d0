using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>
/// The model's turn and what belongs to it; every field stands for itself, several may be set (reference 3.1).
/// Handle <see cref="Interrupted"/> first, the content next, <see cref="TurnComplete"/> last.
/// </summary>
public sealed class ServerContent : ServerMessage
{
    /// <summary>Sound and text of the answer.</summary>
    public Content? ModelTurn { get; set; }

    /// <summary>All of the answer was produced; it may still be playing. Not sent for an interrupted turn.</summary>
    public bool GenerationComplete { get; set; }

    /// <summary>The wire's turn is over.</summary>
    public bool TurnComplete { get; set; }

    /// <summary>The answer was cut by the user: stop playing and empty the queue.</summary>
    public bool Interrupted { get; set; }

    /// <summary>What the user said, a piece at a time.</summary>
    public Transcription? InputTranscription { get; set; }

    /// <summary>What the model says, a piece at a time; runs ahead of the sound.</summary>
    public Transcription? OutputTranscription { get; set; }

    /// <summary>A draft while the user speaks.</summary>
    public Transcription? InterimInputTranscription { get; set; }

    /// <summary>Sources of a search.</summary>
    public JsonElement? GroundingMetadata { get; init; }

    /// <summary>Sources by address.</summary>
    public JsonElement? UrlContextMetadata { get; init; }

    /// <summary>The model chose not to speak and expects more.</summary>
    public bool WaitingForInput { get; init; }

    /// <summary>Why the turn ended, other than by being finished.</summary>
    public TurnCompleteReason? TurnCompleteReason { get; init; }

    /// <summary>Whether the request is finished.</summary>
    public InteractionStatus? InteractionStatus { get; init; }

    /// <summary>Deprecated; no published values.</summary>
    public string? SpeechState { get; init; }
}
