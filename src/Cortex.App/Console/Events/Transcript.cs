using System.Text;
using Cortex.App.WebConsole.Messages;

namespace Cortex.App.WebConsole.Events;

/// <summary>The words of both sides, turn by turn, the newest few hundred. Guarded by its owner's lock.</summary>
internal sealed class Transcript
{
    private const int Most = 200;
    private const int MostCharacters = 16 * 1024;
    private readonly SortedList<int, (StringBuilder Heard, StringBuilder Said)> _open = [];
    private readonly Queue<WordsPart> _done = [];

    /// <summary>All of it, oldest first.</summary>
    public IReadOnlyList<WordsPart> All => [.. _done, .. _open.SelectMany(static turn => Parts(turn.Key, turn.Value.Heard.ToString(), turn.Value.Said.ToString(), interrupted: false))];

    /// <summary>The newest answer that is open; null: there is none.</summary>
    public (int Turn, string Text)? NewestSaid => _open.LastOrDefault(static turn => turn.Value.Said.Length > 0) is { Value.Said: { } said } turn ? (turn.Key, said.ToString().Trim()) : null;

    /// <summary>A piece of the question.</summary>
    /// <returns>All of it up to now.</returns>
    public string Hear(int turn, string piece) => Grow(Of(turn).Heard, piece);

    /// <summary>A piece of the answer.</summary>
    /// <returns>All of it up to now.</returns>
    public string Say(int turn, string piece) => Grow(Of(turn).Said, piece);

    /// <summary>The turn is over: what was heard of it counts.</summary>
    public void End(int turn, string? heard, string? said, bool interrupted)
    {
        _open.Remove(turn);
        foreach (var part in Parts(turn, heard ?? "", said ?? "", interrupted))
        {
            _done.Enqueue(part);
        }

        while (_done.Count > Most)
        {
            _done.Dequeue();
        }
    }

    /// <summary>What was said before this conversation.</summary>
    public void Add(WordsPart part) => _done.Enqueue(part);

    /// <summary>Turns are counted anew.</summary>
    public void Restart()
    {
        foreach (var (turn, words) in _open.ToArray())
        {
            End(turn, words.Heard.ToString(), words.Said.ToString(), interrupted: true);
        }
    }

    private (StringBuilder Heard, StringBuilder Said) Of(int turn)
    {
        if (!_open.TryGetValue(turn, out var words))
        {
            _open.Add(turn, words = (new StringBuilder(), new StringBuilder()));
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

    private static IEnumerable<WordsPart> Parts(int turn, string heard, string said, bool interrupted)
    {
        if (heard.Trim() is { Length: > 0 } question)
        {
            yield return new WordsPart(turn, "user", question, Interrupted: false);
        }

        if (said.Trim() is { Length: > 0 } answer)
        {
            yield return new WordsPart(turn, "model", answer, interrupted);
        }
    }
}
