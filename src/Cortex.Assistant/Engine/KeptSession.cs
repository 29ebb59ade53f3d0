using Cortex.Live;
using Cortex.Live.Session;

namespace Cortex.Assistant.Engine;

/// <summary>A session as it lies in its file. Every property may be missing.</summary>
internal sealed class KeptSession
{
    public string? Model { get; set; }

    public string? Endpoint { get; set; }

    public string? Handle { get; set; }

    public DateTimeOffset SavedAt { get; set; }

    public List<HistoryEntry?>? Tail { get; set; }

    public static KeptSession Of(StoredSession session) => new()
    {
        Model = session.Model,
        Endpoint = session.Endpoint,
        Handle = session.Handle,
        SavedAt = session.SavedAt,
        Tail = [.. session.Tail.Entries],
    };
}
