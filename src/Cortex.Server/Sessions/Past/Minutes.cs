using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Server.Sessions;

/// <summary>
/// What was said in a conversation, for its snapshots: noted from both sides, which have threads of their own, turn by turn;
/// trimmed where the context slid and where it grows beyond its bound. Of an answer only what was sent to the client counts
/// (reference 4.1).
/// </summary>
internal sealed class Minutes(ConversationHistory before, int maxCharacters)
{
    private readonly Lock _lock = new();
    private readonly List<TurnNote> _notes = [];
    private readonly List<HistoryEntry> _pending = [];
    private ConversationHistory _before = before;
    private int _turnsBefore = before.UserTurns;
    private int _turn;
    private int _forgotten;
    private int _characters;

    /// <summary>What was said up to now, less what was forgotten.</summary>
    public ConversationHistory Current
    {
        get
        {
            lock (_lock)
            {
                return Whole();
            }
        }
    }

    /// <summary>The history a new conversation was given at its start.</summary>
    public void Begin(ConversationHistory history)
    {
        lock (_lock)
        {
            _before = history;
            _turnsBefore = history.UserTurns;
        }
    }

    /// <summary>The client said it.</summary>
    public void Heard(ClientMessage message)
    {
        lock (_lock)
        {
            switch (message)
            {
                case RealtimeInput { Text: { Length: > 0 } text }:
                    Await(new HistoryEntry(HistoryRole.User, text));
                    break;
                case ClientContent content:
                    foreach (var turn in content.Turns)
                    {
                        Await(Seeding.EntryOf(turn));
                    }

                    break;
            }
        }
    }

    /// <summary>The engine said it, in the wearer's turn of that number.</summary>
    public void Said(ServerMessage message, int turn)
    {
        if (message is not ServerContent content)
        {
            return;
        }

        lock (_lock)
        {
            if (turn > _turn)
            {
                _turn = turn;
                _notes.Add(new TurnNote(_pending));
                _pending.Clear();
            }

            if (_notes is [.., var note])
            {
                note.Add(content);
                _characters += (content.InputTranscription?.Text.Length ?? 0) + (content.OutputTranscription?.Text.Length ?? 0);
                Fold();
            }
        }
    }

    /// <summary>The context slid: its oldest turns are gone.</summary>
    public void Forget(int userTurns)
    {
        lock (_lock)
        {
            _forgotten += userTurns;
        }
    }

    /// <summary>Waits for the turn it belongs to.</summary>
    private void Await(HistoryEntry entry)
    {
        _pending.Add(entry);
        _characters += entry.Text.Length;
        Fold();
    }

    private ConversationHistory Whole()
    {
        HistoryEntry[] entries = [.. _before.Entries, .. _notes.SelectMany(static note => note.Entries), .. _pending];

        // Words given without a question make an entry of the user but no turn: the number of turns stays the engine's.
        var whole = new ConversationHistory(entries)
        {
            EarlierUserTurns = _turnsBefore + _turn - entries.Count(static entry => entry.Role is HistoryRole.User),
        };
        return HistoryTrim.Bound(HistoryTrim.Drop(whole, _forgotten), maxCharacters);
    }

    /// <summary>Keeps the notes themselves bounded: what is over becomes part of the history before, which is trimmed.</summary>
    private void Fold()
    {
        if (_characters > maxCharacters || _notes.Count > 256)
        {
            var last = _notes is [.., var note] ? note : null;
            _notes.Remove(last!);
            var pending = _pending.ToArray();
            _pending.Clear();
            _before = Whole();
            _forgotten = 0;
            _notes.Clear();
            _notes.AddRange(last is null ? [] : [last]);
            _pending.AddRange(HistoryTrim.Bound(new ConversationHistory(pending), maxCharacters).Entries);
            _characters = _pending.Sum(static entry => entry.Text.Length);
        }
    }
}
