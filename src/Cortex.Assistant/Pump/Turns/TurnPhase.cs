namespace Cortex.Assistant.Pump;

/// <summary>Where the conversation stands for the wearer.</summary>
public enum TurnPhase
{
    /// <summary>Nothing is open: no question, no answer.</summary>
    Idle,

    /// <summary>The wearer speaks.</summary>
    Listening,

    /// <summary>The question is complete, the answer has not begun to sound.</summary>
    Thinking,

    /// <summary>The answer sounds.</summary>
    Speaking,

    /// <summary>The conversation is over.</summary>
    Closed,
}
