namespace Cortex.Assistant.TurnTaking;

/// <summary>What the player shall do.</summary>
public enum BargeInMove
{
    /// <summary>Go on.</summary>
    None,

    /// <summary>Fade the answer.</summary>
    Duck,

    /// <summary>Fall silent and keep the place.</summary>
    Pause,

    /// <summary>A voice is sure: stay silent, or fall silent now.</summary>
    Hold,

    /// <summary>It was no voice, or nobody dropped the answer: sound again, from a little before the place.</summary>
    Resume,

    /// <summary>The answer is gone: ready for the next.</summary>
    Release,
}
