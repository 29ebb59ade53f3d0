namespace Cortex.Live.Connection;

/// <summary>How much waits to be sent.</summary>
internal sealed record OutboxLimits
{
    /// <summary>Sound of the microphone.</summary>
    public TimeSpan Microphone { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Texts and tool answers, after which their senders wait.</summary>
    public int Control { get; init; } = 64;

    /// <summary>Activity marks, after which their senders wait.</summary>
    public int Marks { get; init; } = 64;

    /// <summary>The open utterance, kept to be sent again.</summary>
    public TimeSpan Utterance { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The same in bytes of sound.</summary>
    public int UtteranceBytes { get; init; } = 480_000;

    /// <summary>Sound from before a voice that belongs to its utterance.</summary>
    public TimeSpan PreRoll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Sound from after a voice that belongs to its utterance: the server must hear that it ended.</summary>
    public TimeSpan AfterVoice { get; init; } = TimeSpan.FromSeconds(1);
}
