namespace Cortex.Live;

/// <summary>Where a conversation stands. Connecting → ready → (handing over | recovering | asleep → handing over) → ready … → closed.</summary>
public enum ConversationState
{
    /// <summary>The first connection is being made.</summary>
    Connecting,

    /// <summary>The setup was accepted.</summary>
    Ready,

    /// <summary>A planned change of connection.</summary>
    HandingOver,

    /// <summary>An unplanned change of connection.</summary>
    Recovering,

    /// <summary>No connection, because nobody talked for long; the next voice or text makes one.</summary>
    Asleep,

    /// <summary>Over, for good.</summary>
    Closed,
}
