namespace Cortex.Live;

/// <summary>Where a conversation stands. Connecting → ready → (handing over | recovering) → ready … → closed.</summary>
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

    /// <summary>Over, for good.</summary>
    Closed,
}
