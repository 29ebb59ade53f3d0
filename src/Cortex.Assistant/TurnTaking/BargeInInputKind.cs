namespace Cortex.Assistant.TurnTaking;

/// <summary>What a <see cref="BargeInInput"/> tells.</summary>
internal enum BargeInInputKind
{
    /// <summary>What the microphone heard in a block.</summary>
    Block,

    /// <summary>The answer was dropped, by an interruption, a new question or the wearer's hand.</summary>
    Dropped,

    /// <summary>Only time went by.</summary>
    Tick,
}
