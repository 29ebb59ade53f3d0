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
}
