using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>What the watch sees of a message of the server.</summary>
internal readonly record struct MessageSigns
{
    /// <summary>Its sound.</summary>
    public SoundSigns Sound { get; init; }

    /// <summary>It has text of an answer, not of a thought.</summary>
    public bool HasText { get; init; }

    /// <summary>Anything of a model's turn, be it a thought.</summary>
    public bool IsModelTurn { get; init; }

    /// <summary>A piece of what the model says; null: none.</summary>
    public string? Transcript { get; init; }

    /// <summary>The server heard words of the wearer.</summary>
    public bool HeardWords { get; init; }

    /// <summary>The server heard the wearer start.</summary>
    public bool HeardStart { get; init; }

    /// <summary>The server heard the wearer stop.</summary>
    public bool HeardEnd { get; init; }

    /// <summary>It calls tools.</summary>
    public bool CallsTools { get; init; }

    /// <summary>All was generated.</summary>
    public bool GenerationComplete { get; init; }

    /// <summary>The answer was cut.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The wire's turn is over.</summary>
    public bool TurnComplete { get; init; }

    /// <summary>The model chose not to speak.</summary>
    public bool WaitsForInput { get; init; }

    /// <summary>The turn was rejected as a whole.</summary>
    public bool Rejected { get; init; }

    /// <summary>The turn ended for a reason that is not being finished.</summary>
    public bool HasReason { get; init; }

    /// <summary>More turns follow for the same request.</summary>
    public bool InProgress { get; init; }

    /// <summary>The model works on the answer: steps of the silence ladder begin anew.</summary>
    public bool IsProgress => IsModelTurn || CallsTools || GenerationComplete || Transcript is not null;

    /// <summary>Anything that shows a living model; handles, usage and goAway come from the front of the house and do not.</summary>
    public bool IsSignOfLife => IsProgress || HeardWords || HeardStart || HeardEnd || Interrupted || TurnComplete;

    /// <summary>Reads a message. Allocates nothing.</summary>
    /// <param name="message">Any message.</param>
    /// <param name="sound">What <see cref="SoundJudge.Listen"/> said of it.</param>
    public static MessageSigns Of(ServerMessage message, in SoundSigns sound) => message switch
    {
        ServerContent content => Of(content, sound),
        ToolCall { FunctionCalls.Count: > 0 } => new() { CallsTools = true },
        VoiceActivity { Type: var type } => new() { HeardStart = type == VoiceActivityType.Start, HeardEnd = type == VoiceActivityType.End },
        VoiceActivityDetectionSignal { VadSignalType: var type } => new() { HeardStart = type == VadSignalType.Sos, HeardEnd = type == VadSignalType.Eos },
        _ => default,
    };

    private static MessageSigns Of(ServerContent content, in SoundSigns sound) => new()
    {
        Sound = sound,
        IsModelTurn = content.ModelTurn is { Parts.Count: > 0 },
        HasText = HasAnswerText(content.ModelTurn),
        Transcript = content.OutputTranscription?.Text is { Length: > 0 } text ? text : null,
        HeardWords = content.InputTranscription is not null || content.InterimInputTranscription is not null,
        GenerationComplete = content.GenerationComplete,
        Interrupted = content.Interrupted,
        TurnComplete = content.TurnComplete,
        WaitsForInput = content.WaitingForInput || content.TurnCompleteReason == TurnCompleteReason.NeedMoreInput,
        Rejected = content.TurnCompleteReason == TurnCompleteReason.ResponseRejected,
        HasReason = content.TurnCompleteReason is not null,
        InProgress = content.InteractionStatus == InteractionStatus.InProgress,
    };

    private static bool HasAnswerText(Content? turn)
    {
        for (var i = 0; i < (turn?.Parts.Count ?? 0); i++)
        {
            if (turn!.Parts[i] is { Text.Length: > 0, Thought: not true })
            {
                return true;
            }
        }

        return false;
    }
}
