namespace Cortex.Assistant.Report;

/// <summary>When what happened in a turn: milliseconds since the conversation was opened; null for what did not happen.</summary>
public sealed record TurnTiming
{
    /// <summary>The first voiced sample.</summary>
    public double? VoiceStartMs { get; init; }

    /// <summary>The last voiced sample.</summary>
    public double? VoiceEndMs { get; init; }

    /// <summary>When the local detector was sure that the voice had ended.</summary>
    public double? VoiceEndDecidedMs { get; init; }

    /// <summary>
    /// When the chunk that holds the voice's end (server turns) or <c>activityEnd</c> (client turns) was written; when a typed
    /// question was.
    /// </summary>
    public double? TurnEndSentMs { get; init; }

    /// <summary>The answer's first sound off the socket.</summary>
    public double? FirstAudioMs { get; init; }

    /// <summary>The answer's first sound at the speaker.</summary>
    public double? FirstSoundMs { get; init; }

    /// <summary>The answer was complete and had been heard, or was cut, or was given up.</summary>
    public double? DoneMs { get; init; }

    /// <summary>First sound − voice end.</summary>
    public double? ResponseMs { get; init; }

    /// <summary>
    /// What the client added: (the write of the voice's last chunk − its last sample entering the pump) + (first sound − first
    /// audio off the socket).
    /// </summary>
    public double? ClientAddedMs { get; init; }
}
