using System.Text.Json;
using System.Text.Json.Serialization;

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
    public JsonElement? GroundingMetadata { get; set; }

    /// <summary>Sources by address.</summary>
    public JsonElement? UrlContextMetadata { get; set; }

    /// <summary>The model chose not to speak and expects more.</summary>
    public bool WaitingForInput { get; set; }

    /// <summary>Why the turn ended, other than by being finished.</summary>
    public TurnCompleteReason? TurnCompleteReason { get; set; }

    /// <summary>Whether the request is finished.</summary>
    public InteractionStatus? InteractionStatus { get; set; }

    /// <summary>Deprecated; no published values.</summary>
    public string? SpeechState { get; set; }

    /// <summary>Nothing but <see cref="ModelTurn"/> is set.</summary>
    [JsonIgnore]
    internal bool IsModelTurnOnly => ModelTurn is not null && UsageMetadata is null
        && !GenerationComplete && !TurnComplete && !Interrupted && !WaitingForInput
        && InputTranscription is null && OutputTranscription is null && InterimInputTranscription is null
        && GroundingMetadata is null && UrlContextMetadata is null
        && TurnCompleteReason is null && InteractionStatus is null && SpeechState is null;

    /// <summary>Unsets everything, so that the object can be filled anew.</summary>
    internal void Clear()
    {
        UsageMetadata = null;
        ModelTurn = null;
        GenerationComplete = TurnComplete = Interrupted = WaitingForInput = false;
        InputTranscription = OutputTranscription = InterimInputTranscription = null;
        GroundingMetadata = UrlContextMetadata = null;
        TurnCompleteReason = null;
        InteractionStatus = null;
        SpeechState = null;
    }
}
