namespace Cortex.Live.Session;

/// <summary>Who asked while an answer was being received, so that the answer's end is not the end of the newest question.</summary>
internal enum Overtaking
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>A voice, which the server may or may not take for an interruption.</summary>
    Voice,

    /// <summary>The watch, in text.</summary>
    Nudge,

    /// <summary>The wearer, in text, which always interrupts.</summary>
    Text,
}
