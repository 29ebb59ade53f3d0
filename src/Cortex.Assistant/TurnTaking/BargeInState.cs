namespace Cortex.Assistant.TurnTaking;

/// <summary>Where a barge-in stands.</summary>
internal readonly record struct BargeInState
{
    /// <summary>How far it has come.</summary>
    public BargeInStage Stage { get; init; }

    /// <summary>When the sound was first noticed that made the answer fade.</summary>
    public TimeSpan Since { get; init; }

    /// <summary>When it was last noticed.</summary>
    public TimeSpan LastSound { get; init; }

    /// <summary>Held: since when.</summary>
    public TimeSpan HeldSince { get; init; }

    /// <summary>Held: when the voice was last on.</summary>
    public TimeSpan LastVoice { get; init; }

    /// <summary>The newest block had something to it; only what begins can cut in.</summary>
    public bool WasSound { get; init; }

    /// <summary>The newest block belonged to a voice.</summary>
    public bool WasVoice { get; init; }

    /// <summary>It may be a voice.</summary>
    public bool IsCandidate { get; init; }

    /// <summary>How far the sound that is suspected stood out at most, in decibels.</summary>
    public float LoudestDb { get; init; }

    /// <summary>False alarms that followed each other.</summary>
    public int Alarms { get; init; }

    /// <summary>Voices in a row for which the answer was silent and that nobody dropped it for.</summary>
    public int VainHolds { get; init; }

    /// <summary>When the last of either was over.</summary>
    public TimeSpan LastAlarm { get; init; }

    /// <summary>What does not stand out further than this is known by now and fades nothing, as long as alarms are recent; in decibels.</summary>
    public float KnownDb { get; init; }
}
