using Cortex.Live.Protocol;

namespace Cortex.Live;

/// <summary>What was said and heard, corrected to what was really heard: plain data, immutable, oldest entry first.</summary>
/// <param name="Entries">The entries.</param>
public sealed record ConversationHistory(IReadOnlyList<HistoryEntry> Entries)
{
    private const string Untranscribed = "[spoken, not transcribed]";
    private const string Cut = " [interrupted]";

    /// <summary>Nothing was said yet.</summary>
    public static ConversationHistory Empty { get; } = new([]);

    /// <summary>The turns the user took before the first of <see cref="Entries"/>: a long history forgets its beginning.</summary>
    public int EarlierUserTurns { get; init; }

    /// <summary>The number of turns the user took, the forgotten ones too.</summary>
    public int UserTurns => EarlierUserTurns + Entries.Count(static entry => entry.Role is HistoryRole.User);

    /// <summary>This history and one more entry.</summary>
    public ConversationHistory Plus(HistoryEntry entry) => this with { Entries = [.. Entries, entry] };

    /// <summary>The newest entries that fit, beginning with the user where that is possible. An entry that fits alone in no way loses its beginning.</summary>
    /// <param name="maxCharacters">Of all texts together.</param>
    public ConversationHistory Tail(int maxCharacters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxCharacters);
        var first = Entries.Count;
        var room = maxCharacters;
        while (first > 0 && Entries[first - 1].Text.Length <= room)
        {
            room -= Entries[--first].Text.Length;
        }

        if (first == Entries.Count && first > 0 && maxCharacters > 0)
        {
            var newest = Entries[^1];
            return From(first - 1) with { Entries = [newest with { Text = newest.Text[^maxCharacters..] }] };
        }

        var begin = first;
        while (begin > 0 && begin < Entries.Count && Entries[begin].Role is HistoryRole.Model)
        {
            begin++;
        }

        return From(begin < Entries.Count ? begin : first);
    }

    /// <summary>The same as contents to give to a model: roles named, neighbours of one role joined, nothing empty.</summary>
    public IReadOnlyList<Content> ToContents()
    {
        List<Content> contents = [];
        foreach (var entry in Entries)
        {
            var role = entry.Role is HistoryRole.User ? "user" : "model";
            var text = entry.Text.Length > 0 ? entry.Text + (entry.Interrupted ? Cut : "") : entry.Role is HistoryRole.User ? Untranscribed : "";
            if (text.Length == 0)
            {
                continue;
            }

            var part = new Part { Text = text };
            if (contents.Count > 0 && contents[^1].Role == role)
            {
                contents[^1] = new Content { Role = role, Parts = [.. contents[^1].Parts, part] };
            }
            else
            {
                contents.Add(new Content { Role = role, Parts = [part] });
            }
        }

        return contents;
    }

    private ConversationHistory From(int first) => first == 0 ? this : new([.. Entries.Skip(first)])
    {
        EarlierUserTurns = EarlierUserTurns + Entries.Take(first).Count(static entry => entry.Role is HistoryRole.User),
    };
}
