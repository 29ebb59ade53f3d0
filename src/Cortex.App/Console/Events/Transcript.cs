using System.Security.Cryptography;
using System.Text;
using Cortex.App.WebConsole.Messages;
using Cortex.Live;

namespace Cortex.App.WebConsole.Events;

/// <summary>The words of both sides, turn by turn, the newest few hundred. Guarded by its owner's lock.</summary>
internal sealed class Transcript
{
    private const int Most = 200;
    private const int MostCharacters = 16 * 1024;
    private readonly SortedList<int, Words> _open = [];
    private readonly Queue<WordsPart> _done = [];

    // A page may have seen the turns of a program that was started anew since.
    private readonly string _run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));
    private int _conversation = 1;
    private int _recalled;

    /// <summary>All of it, oldest first.</summary>
    public IReadOnlyList<WordsPart> All => [.. _done, .. _open.SelectMany(turn => Parts(turn.Key, turn.Value, turn.Value.Heard.ToString(), turn.Value.Said.ToString(), interrupted: false))];

    /// <summary>The newest answer that is open; null: there is none.</summary>
    public (int Turn, string Text)? NewestSaid => _open.LastOrDefault(static turn => turn.Value.Said.Length > 0) is { Value.Said: { } said } turn ? (turn.Key, said.ToString().Trim()) : null;

    /// <summary>A piece of the question.</summary>
    /// <returns>All of it up to now.</returns>
    public string Hear(int turn, string piece) => Grow(Of(turn).Heard, piece);

    /// <summary>A piece of the answer.</summary>
    /// <returns>All of it up to now.</returns>
    public string Say(int turn, string piece) => Grow(Of(turn).Said, piece);

    /// <summary>What the turn answers, where nobody said it.</summary>
    public void Order(int turn, string words) => Of(turn).Order = words;

    /// <summary>The turn is over: what was heard of it counts, and of an answer that was cut it is kept apart what was not.</summary>
    public void End(int turn, string? heard, string? said, bool interrupted)
    {
        var words = _open.GetValueOrDefault(turn);
        _open.Remove(turn);
        foreach (var part in Parts(turn, words, heard ?? "", said ?? "", interrupted))
        {
            _done.Enqueue(part);
        }

        while (_done.Count > Most)
        {
            _done.Dequeue();
        }
    }

    /// <summary>What was said before this program began, piece by piece.</summary>
    public void Recall(HistoryEntry entry)
    {
        var isUser = entry.Role is HistoryRole.User;
        _recalled += isUser || _recalled is 0 ? 1 : 0;
        _done.Enqueue(new WordsPart(0, $"{_run}-0-{_recalled}", isUser ? "user" : "model", entry.Text, entry.Interrupted));
    }

    /// <summary>Turns are counted anew.</summary>
    public void Restart()
    {
        foreach (var (turn, words) in _open.ToArray())
        {
            End(turn, words.Heard.ToString(), words.Said.ToString(), interrupted: true);
        }

        _conversation++;
    }

    /// <summary>The name of a turn of this conversation, among those of all.</summary>
    public string IdOf(int turn) => $"{_run}-{_conversation}-{turn}";

    private Words Of(int turn)
    {
        if (!_open.TryGetValue(turn, out var words))
        {
            _open.Add(turn, words = new Words());
            if (_open.Count > 16)
            {
                var (oldest, lost) = (_open.GetKeyAtIndex(0), _open.GetValueAtIndex(0));
                End(oldest, lost.Heard.ToString(), lost.Said.ToString(), interrupted: true);
            }
        }

        return words;
    }

    private static string Grow(StringBuilder words, string piece)
    {
        if (words.Length + piece.Length <= MostCharacters)
        {
            words.Append(piece);
        }

        return words.ToString().Trim();
    }

    private IEnumerable<WordsPart> Parts(int turn, Words? open, string heard, string said, bool interrupted)
    {
        if (heard.Trim() is { Length: > 0 } question)
        {
            yield return new WordsPart(turn, IdOf(turn), "user", question, Interrupted: false);
        }
        else if (open?.Order is { } order)
        {
            yield return new WordsPart(turn, IdOf(turn), "order", order, Interrupted: false);
        }

        var answer = said.Trim();
        var unheard = interrupted && open is not null && open.Said.ToString().Trim() is var all && all.StartsWith(answer, StringComparison.Ordinal) && all.Length > answer.Length ? all[answer.Length..] : null;
        if (answer.Length > 0 || unheard is not null)
        {
            yield return new WordsPart(turn, IdOf(turn), "model", answer, interrupted, unheard);
        }
    }

    private sealed class Words
    {
        public StringBuilder Heard { get; } = new();

        public StringBuilder Said { get; } = new();

        public string? Order { get; set; }
    }
}
