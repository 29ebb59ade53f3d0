namespace Cortex.Engines.Turns;

/// <summary>What the core wants done.</summary>
internal enum TurnActionKind
{
    /// <summary>Give the reader a message.</summary>
    Send,

    /// <summary>Give the reader sound.</summary>
    Speak,

    /// <summary>Give the reader a notice.</summary>
    Note,

    /// <summary>Ask the brain.</summary>
    Ask,

    /// <summary>Stop the brain's answer.</summary>
    Cut,

    /// <summary>Nothing will ask about this inquiry again: let its media go.</summary>
    Forget,

    /// <summary>End the conversation.</summary>
    Close,
}
