using Cortex.Live.Protocol;

namespace Cortex.Live;

/// <summary>
/// Writes down what was said, from the messages of both sides: transcripts piece by piece, typed words, interruptions, and what was
/// really heard where the player says so. No clock and no I/O. Thread-safe: one side sends while the other receives.
/// </summary>
/// <param name="start">What was said before.</param>
public sealed class HistoryRecorder(ConversationHistory? start = null)
{
    /// <summary>Turns that are kept; of a longer conversation the oldest go.</summary>
    public const int MostTurns = 2000;

    private readonly Lock _lock = new();
    private ConversationHistory _start = start ?? ConversationHistory.Empty;
    private readonly SortedList<int, RecordedTurn> _turns = [];
    private readonly List<string> _typed = [];
    private bool _spoke;
    private int _newest;

    /// <summary>All that was said so far.</summary>
    public ConversationHistory History
    {
        get
        {
            lock (_lock)
            {
                return _start with { Entries = [.. _start.Entries, .. _turns.Values.SelectMany(static turn => turn.Entries()), .. RecordedTurn.Entries(_typed)] };
            }
        }
    }

    /// <summary>The turns after one and up to another, without what was said before the first of all.</summary>
    /// <param name="after">The last turn that is left out.</param>
    /// <param name="until">The last turn that is in.</param>
    public ConversationHistory Between(int after, int until)
    {
        lock (_lock)
        {
            return new([.. Entries(after, until)]);
        }
    }

    /// <summary>All that was said up to a turn.</summary>
    /// <param name="turn">The last turn that is in.</param>
    public ConversationHistory Until(int turn)
    {
        lock (_lock)
        {
            return _start with { Entries = [.. _start.Entries, .. Entries(int.MinValue, turn)] };
        }
    }

    /// <summary>What was said before everything else, found out late; nothing where something is known already.</summary>
    /// <param name="earlier">It.</param>
    public void Precede(ConversationHistory earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        lock (_lock)
        {
            _start = _start.Entries.Count == 0 && _start.EarlierUserTurns == 0 ? earlier : _start;
        }
    }

    /// <summary>The user side sent this.</summary>
    public void Sent(ClientMessage message)
    {
        lock (_lock)
        {
            switch (message)
            {
                case RealtimeInput { ActivityStart: true }:
                    _spoke = true;
                    break;
                case RealtimeInput { Text: { Length: > 0 } text }:
                    _typed.Add(text);
                    break;
                case ClientContent content:
                    _typed.AddRange(content.Turns.Where(static turn => turn.Role is not "model").Select(Words).Where(static text => text.Length > 0));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>This came back.</summary>
    public void Received(in LiveEvent item)
    {
        if (item.Message is not (ServerContent or ToolCall))
        {
            return;
        }

        lock (_lock)
        {
            var turn = TurnOf(item);
            if (item.Message is ServerContent content)
            {
                turn.Add(content);
            }
        }
    }

    /// <summary>Corrects an answer to what was really heard; later transcripts of it do not count.</summary>
    /// <param name="turn">The answer's turn, as its events were stamped.</param>
    /// <param name="text">The words that sounded.</param>
    public void Heard(int turn, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (_lock)
        {
            if (_turns.TryGetValue(turn, out var recorded))
            {
                recorded.Heard(text);
            }
        }
    }

    private IEnumerable<HistoryEntry> Entries(int after, int until) =>
        _turns.Where(turn => turn.Key > after && turn.Key <= until).SelectMany(static turn => turn.Value.Entries());

    private static string Words(Content content) => string.Concat(content.Parts.Select(static part => part.Text));

    // Typed words and utterances belong to the turn that is opened next, or to the one that is open and not answered yet: an
    // answer that was running when they were sent is not theirs.
    private RecordedTurn TurnOf(in LiveEvent item)
    {
        if (!_turns.TryGetValue(item.Turn, out var turn))
        {
            _turns.Add(item.Turn, turn = new RecordedTurn());
            if (_turns.Count > MostTurns)
            {
                Forget();
            }
        }

        if (item.Turn > _newest || !turn.IsAnswered)
        {
            turn.Ask(_typed, _spoke);
            _typed.Clear();
            _spoke = false;
        }

        _newest = Math.Max(_newest, item.Turn);
        return turn;
    }

    private void Forget()
    {
        var oldest = _turns.GetValueAtIndex(0).Entries().Count(static entry => entry.Role is HistoryRole.User);
        _start = ConversationHistory.Empty with { EarlierUserTurns = _start.UserTurns + oldest };
        _turns.RemoveAt(0);
    }
}
