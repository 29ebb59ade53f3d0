using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>Reads what a rung's content says about the open question. Pure.</summary>
internal static class AnswerRules
{
    /// <summary>Bytes a second of an answer's sound: 24 kHz, mono, 16 bits (reference 4.3).</summary>
    private const double BytesPerSecond = 48_000;

    /// <summary>The sound of the content; zero where it has none.</summary>
    public static TimeSpan Sound(ServerContent content)
    {
        var bytes = 0;
        if (content.ModelTurn is { } turn)
        {
            for (var i = 0; i < turn.Parts.Count; i++)
            {
                bytes += turn.Parts[i].InlineData is { } media && media.MimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? media.DecodedLength : 0;
            }
        }

        return TimeSpan.FromSeconds(bytes / BytesPerSecond);
    }

    /// <summary>The wearer gets something of an answer: sound, or words that are no thoughts.</summary>
    public static bool Speaks(ServerContent content)
    {
        if (content.ModelTurn is not { } turn)
        {
            return false;
        }

        for (var i = 0; i < turn.Parts.Count; i++)
        {
            if (turn.Parts[i] is { InlineData.DecodedLength: > 0 } or { Text.Length: > 0, Thought: not true })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Nothing but a piece of an answer that is being heard: the way of nearly every message.</summary>
    public static bool IsMoreOfTheSame(in LadderState state, ServerContent content) =>
        state is { IsAnswering: true, IsCut: false, IsGenerated: false, IsOldAnswer: false, Held: null, Question: { IsHeard: true, IsSpeaking: false, AwaitsSpeech: false } }
        && content is { ModelTurn: not null, TurnComplete: false, Interrupted: false, GenerationComplete: false, InteractionStatus: null, InputTranscription: null };

    /// <summary>What this <c>interrupted</c> means.</summary>
    public static AnswerEnds Cut(in LadderState state) =>
        state.IsOldAnswer || state.Question.IsSpeaking || state.Question.Restarts > 0 ? AnswerEnds.Elsewhere
        : state.Question.IsOpen ? AnswerEnds.Doubtful
        : AnswerEnds.Question;

    /// <summary>What this <c>turnComplete</c> means.</summary>
    public static AnswerEnds Complete(in LadderState state, ServerContent content)
    {
        var question = state.Question;
        var goesOn = !state.Calls.IsEmpty || question.AwaitsSpeech || state.IsInProgress;
        return state.IsOldAnswer || !question.IsOpen || goesOn || question is { IsSpeaking: true, IsHeard: false } ? AnswerEnds.Elsewhere
            : content.WaitingForInput ? AnswerEnds.Question
            : question.IsHeard ? (state.IsCut || state.IsGenerated || content.GenerationComplete || content.TurnCompleteReason is not null ? AnswerEnds.Question : AnswerEnds.Doubtful)
            : question.Restarts > 0 ? AnswerEnds.Elsewhere
            : AnswerEnds.Doubtful;
    }

    /// <summary>The content without its end; null where it is nothing else.</summary>
    public static ServerContent? WithoutEnd(ServerContent content) =>
        content is { ModelTurn: null, GenerationComplete: false, InputTranscription: null, OutputTranscription: null, InterimInputTranscription: null, GroundingMetadata: null, UrlContextMetadata: null }
            ? null
            : new()
            {
                ModelTurn = content.ModelTurn,
                GenerationComplete = content.GenerationComplete,
                InputTranscription = content.InputTranscription,
                OutputTranscription = content.OutputTranscription,
                InterimInputTranscription = content.InterimInputTranscription,
                GroundingMetadata = content.GroundingMetadata,
                UrlContextMetadata = content.UrlContextMetadata,
            };

    /// <summary>Our own copy of what ends a turn, to be kept.</summary>
    public static ServerContent EndOf(ServerContent content) => new()
    {
        TurnComplete = true,
        WaitingForInput = content.WaitingForInput,
        TurnCompleteReason = content.TurnCompleteReason,
        InteractionStatus = content.InteractionStatus,
        UsageMetadata = content.UsageMetadata,
    };
}
