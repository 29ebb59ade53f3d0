namespace Cortex.Engines.Ladder;

/// <summary>The newest question of the wearer, while it is open: from its first word to the end of its answer.</summary>
internal readonly record struct QuestionState
{
    /// <summary>It began, and its answer is not over.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The wearer is still speaking.</summary>
    public bool IsSpeaking { get; init; }

    /// <summary>Nobody marked it: the ladder's own ear heard it, and may be wrong.</summary>
    public bool IsGuessed { get; init; }

    /// <summary>It was typed; nobody can have misheard that it was asked.</summary>
    public bool IsTyped { get; init; }

    /// <summary>The rung showed that it heard words: a transcript, a voice reported.</summary>
    public bool IsUnderstood { get; init; }

    /// <summary>Sound of the answer was forwarded, or words where answers are text.</summary>
    public bool IsHeard { get; init; }

    /// <summary>All of the answer was forwarded, but for its end.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>A tool was called for it.</summary>
    public bool UsedTools { get; init; }

    /// <summary>A tool was answered, and the model has not spoken since.</summary>
    public bool AwaitsSpeech { get; init; }

    /// <summary>How often it was begun anew before an answer; each may bring an empty end of a wire's turn.</summary>
    public int Restarts { get; init; }

    /// <summary>An answer without sound or words ended; until then it may be mended.</summary>
    public TimeSpan? MendedBy { get; init; }

    /// <summary>When it was asked of the rung that stands: its last word, or the moment it was asked again.</summary>
    public TimeSpan AskedAt { get; init; }

    /// <summary>The reason that was told with the last step down since it was asked; null: none was.</summary>
    public FallCause? Told { get; init; }

    /// <summary>An answer is owed, and has not begun.</summary>
    public bool IsOwed => IsOpen && !IsSpeaking && !IsHeard;
}
