namespace Cortex.Live.Protocol;

/// <summary>A handle to resume with, or the word that there is none now (reference section 3, 4.5).</summary>
public sealed class SessionResumptionUpdate : ServerMessage
{
    /// <summary>The handle; null or empty: none now.</summary>
    public string? NewHandle { get; init; }

    /// <summary>The session can be resumed here.</summary>
    public bool Resumable { get; init; }

    /// <summary>Vertex, transparent resumption only.</summary>
    public long? LastConsumedClientMessageIndex { get; init; }
}
