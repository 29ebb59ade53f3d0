namespace Cortex.Assistant.Pump;

/// <summary>What the pump shall do; turn numbers are in the states before and after.</summary>
[Flags]
internal enum TurnActions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A turn began: the newest one of the state after.</summary>
    OpenTurn = 1,

    /// <summary>The answer to the state after's <see cref="TurnState.Answering"/> began.</summary>
    BeginAnswer = 2,

    /// <summary>Silence the answer of the state before, now, and close its history where it was heard.</summary>
    Cut = 4,

    /// <summary>The turn answered in the state before is over.</summary>
    EndAnswer = 8,

    /// <summary>The turn asked in the state before is over, unanswered.</summary>
    EndQuestion = 16,

    /// <summary>This content belongs to an answer that was cut: drop it and count it.</summary>
    Drop = 32,

    /// <summary>Silence what sounds; the turn goes on with what the tool brought.</summary>
    Hush = 64,
}
