namespace Cortex.Live.Session;

/// <summary>Why something was lost, in one word, for telemetry.</summary>
internal enum LossCause
{
    /// <summary>The reader of the events was too slow.</summary>
    SlowReader,

    /// <summary>The microphone's lane was full while a connection was open.</summary>
    LaneFull,

    /// <summary>A gap between connections was longer than what is held of the sound.</summary>
    LongGap,

    /// <summary>An utterance was longer than what is kept of it.</summary>
    LongUtterance,

    /// <summary>The conversation ended.</summary>
    Ended,

    /// <summary>A message of the server could not be read.</summary>
    Unreadable,

    /// <summary>The model takes no such thing.</summary>
    NotTaken,

    /// <summary>A tool's answer that nobody waits for.</summary>
    Stray,

    /// <summary>Sessions ended on it.</summary>
    Poisonous,
}
