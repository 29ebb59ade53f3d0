namespace Cortex.Assistant.Pump;

/// <summary>Where a pump stands: a snapshot.</summary>
public readonly record struct PumpStatus
{
    /// <summary>For the wearer.</summary>
    public TurnPhase Phase { get; init; }

    /// <summary>The engine accepted the setup.</summary>
    public bool IsReady { get; init; }

    /// <summary>The engine has no connection now and is making one.</summary>
    public bool IsAway { get; init; }

    /// <summary>The engine's conversation is over; what had arrived may still sound.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The conversation ended in the middle of a turn: its question or its answer is not whole.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>No turn is open.</summary>
    public bool IsIdle { get; init; }

    /// <summary>The newest turn, from 1; 0 before the first.</summary>
    public int Turn { get; init; }

    /// <summary>The newest turn whose answer was heard to begin; 0 before the first.</summary>
    public int SoundingTurn { get; init; }

    /// <summary>Recordings that were heard to their end.</summary>
    public int Recordings { get; init; }

    /// <summary>A device failed.</summary>
    public Exception? Fault { get; init; }
}
