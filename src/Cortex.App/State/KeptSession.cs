using Cortex.Live;
using Cortex.Live.Session;

namespace Cortex.App.State;

/// <summary>A session as the file has it.</summary>
internal sealed record KeptSession
{
    /// <summary>The format this program writes and reads.</summary>
    public const int PresentFormat = 1;

    public int Format { get; init; }

    public string Model { get => field ?? ""; init; }

    public string Endpoint { get => field ?? ""; init; }

    public string? Handle { get; init; }

    public DateTimeOffset SavedAt { get; init; }

    public int EarlierUserTurns { get; init; }

    public IReadOnlyList<KeptEntry> Tail { get => field ?? []; init; }

    public static KeptSession Of(StoredSession session) => new()
    {
        Format = PresentFormat,
        Model = session.Model,
        Endpoint = session.Endpoint,
        Handle = session.Handle,
        SavedAt = session.SavedAt,
        EarlierUserTurns = session.Tail.EarlierUserTurns,
        Tail = [.. session.Tail.Entries.Select(static entry => new KeptEntry(entry.Role is HistoryRole.User, entry.Text, entry.Interrupted))],
    };

    public StoredSession ToSession() => new(Model, Endpoint, Handle, SavedAt, new ConversationHistory(
        [.. Tail.Where(static entry => entry is not null).Select(static entry => new HistoryEntry(entry.User ? HistoryRole.User : HistoryRole.Model, entry.Text ?? "", entry.Interrupted))])
    {
        EarlierUserTurns = Math.Max(0, EarlierUserTurns),
    });
}
