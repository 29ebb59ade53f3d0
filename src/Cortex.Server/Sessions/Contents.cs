using Cortex.Live.Protocol;
using Cortex.Server.Rules;

namespace Cortex.Server.Sessions;

/// <summary>What of a content goes to this client.</summary>
internal static class Contents
{
    /// <summary>
    /// The content without what the client did not ask for: the same object where nothing goes, the usage alone or null where
    /// nothing is left.
    /// </summary>
    public static ServerMessage? Filter(ServerContent content, Setup setup, ModelRules model)
    {
        var dropsInput = content.InputTranscription is not null && setup.InputAudioTranscription is null && model.Modality is not "TEXT";
        var dropsInterim = content.InterimInputTranscription is not null && setup.InputAudioTranscription is null;
        var dropsOutput = content.OutputTranscription is not null && (setup.OutputAudioTranscription is null || model.Modality is "TEXT");
        var dropsTurn = content.ModelTurn is not null && model.Modality is "TEXT";
        if (dropsInput || dropsInterim || dropsOutput || dropsTurn)
        {
            content = Copy(
                content,
                dropsTurn ? null : content.ModelTurn,
                dropsInput ? null : content.InputTranscription,
                dropsInterim ? null : content.InterimInputTranscription,
                dropsOutput ? null : content.OutputTranscription,
                keepsEnd: true);
        }

        return Bare(content);
    }

    /// <summary>The content without its words on how a turn ended.</summary>
    public static ServerContent WithoutEnd(ServerContent content) => Copy(
        content, content.ModelTurn, content.InputTranscription, content.InterimInputTranscription, content.OutputTranscription, keepsEnd: false);

    /// <summary>The content with another model turn.</summary>
    public static ServerContent WithTurn(ServerContent content, Content turn) => Copy(
        content, turn, content.InputTranscription, content.InterimInputTranscription, content.OutputTranscription, keepsEnd: true);

    /// <summary>The content without sound and words of the answer, as a copy.</summary>
    public static ServerContent WithoutAnswer(ServerContent content) =>
        Copy(content, null, content.InputTranscription, content.InterimInputTranscription, null, keepsEnd: true);

    /// <summary>The content with other transcripts, as a copy.</summary>
    public static ServerContent WithWords(ServerContent content, Transcription? input, Transcription? output) =>
        Copy(content, content.ModelTurn, input, content.InterimInputTranscription, output, keepsEnd: true);

    /// <summary>The same content, its usage alone where nothing else is left, or null.</summary>
    public static ServerMessage? Bare(ServerContent content) =>
        !IsBare(content) ? content : content.UsageMetadata is { } usage ? new UsageReport { UsageMetadata = usage } : null;

    private static bool IsBare(ServerContent content) =>
        content is
        {
            ModelTurn: null, InputTranscription: null, InterimInputTranscription: null, OutputTranscription: null,
            GenerationComplete: false, TurnComplete: false, Interrupted: false, WaitingForInput: false,
            GroundingMetadata: null, UrlContextMetadata: null, TurnCompleteReason: null, InteractionStatus: null, SpeechState: null,
        };

    private static ServerContent Copy(
        ServerContent content, Content? turn, Transcription? input, Transcription? interim, Transcription? output, bool keepsEnd) => new()
        {
            ModelTurn = turn,
            InputTranscription = input,
            InterimInputTranscription = interim,
            OutputTranscription = output,
            GenerationComplete = keepsEnd && content.GenerationComplete,
            TurnComplete = keepsEnd && content.TurnComplete,
            Interrupted = keepsEnd && content.Interrupted,
            WaitingForInput = keepsEnd && content.WaitingForInput,
            GroundingMetadata = content.GroundingMetadata,
            UrlContextMetadata = content.UrlContextMetadata,
            TurnCompleteReason = keepsEnd ? content.TurnCompleteReason : null,
            InteractionStatus = keepsEnd ? content.InteractionStatus : null,
            SpeechState = content.SpeechState,
            UsageMetadata = content.UsageMetadata,
        };
}
