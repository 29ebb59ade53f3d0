namespace Cortex.Live.Connection;

/// <summary>The bounds of one connection.</summary>
internal sealed record ConnectionLimits
{
    /// <summary>Most bytes of one message of the server.</summary>
    public int MessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long a close handshake may take before the connection is cut.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Unreadable messages in a row after which the server is given up.</summary>
    public int UnreadableMessages { get; init; } = 16;
}
