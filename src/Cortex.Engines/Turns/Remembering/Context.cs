using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>
/// What was said so far, and how many tokens it takes. Where the setup asks for it, it slides when the tokens reach the trigger; it
/// always does when the words reach a bound of their own. The oldest turns go, so that it always starts at a user's turn
/// (reference 2.1, contextWindowCompression).
/// </summary>
internal sealed class Context
{
    private const int Window = 131_072;
    private const int MostCharacters = 100_000;
    private const int MostEntries = 1_000;

    private readonly LinkedList<Remembered> _entries = new();
    private readonly TokenCounts _fixed;
    private readonly long _trigger;
    private readonly long _target;
    private TokenCounts _sum;
    private int _characters;

    /// <summary>Starts with the setup, which stays, and what was said before.</summary>
    public Context(Setup setup, ConversationHistory history)
    {
        _fixed = SetupTokens(setup);
        var compression = setup.ContextWindowCompression;
        _trigger = compression?.SlidingWindow is null ? long.MaxValue : Math.Clamp(compression.TriggerTokens ?? Window * 8 / 10, 1, Window);
        _target = Math.Clamp(compression?.SlidingWindow?.TargetTokens ?? _trigger / 2, 0, _trigger);
        UserTurns = history.UserTurns;
        foreach (var entry in history.Entries)
        {
            Add(entry.Role, entry.Text, TokenCounts.OfText(entry.Text), entry.Interrupted);
        }
    }

    /// <summary>The turns the user took in the whole conversation, those that slid out too.</summary>
    public int UserTurns { get; set; }

    /// <summary>Of the whole context.</summary>
    public TokenCounts Tokens => _fixed + _sum;

    public Remembered Add(HistoryRole role, string text, TokenCounts tokens, bool interrupted = false)
    {
        text = text.Length > MostCharacters ? text[..MostCharacters] : text;
        var entry = new Remembered(role) { Text = text, Tokens = tokens, Interrupted = interrupted };
        _entries.AddLast(entry);
        _sum += tokens;
        _characters += text.Length;
        Slide();
        return entry;
    }

    /// <summary>Takes in what the user said without asking.</summary>
    public void AddSilent(Draft draft)
    {
        if (draft.IsEmpty)
        {
            return;
        }

        using var speech = draft.TakeSpeech();
        var text = draft.TakeText() ?? "";
        var picture = draft.TakePicture() is null ? default : TokenCounts.OfPicture(null);
        Add(HistoryRole.User, text, TokenCounts.OfText(text) + picture + TokenCounts.OfAudio(speech?.Duration ?? TimeSpan.Zero));
    }

    /// <summary>What was understood of an entry's speech.</summary>
    public void Append(Remembered entry, string text)
    {
        if (_entries.Contains(entry))
        {
            entry.Text += text;
            _characters += text.Length;
        }
    }

    /// <summary>More that an entry costs: answers of tools.</summary>
    public void Charge(Remembered entry, TokenCounts tokens)
    {
        if (_entries.Contains(entry))
        {
            entry.Tokens += tokens;
            _sum += tokens;
        }
    }

    public ConversationHistory Snapshot() =>
        new([.. _entries.Select(static entry => new HistoryEntry(entry.Role, entry.Text.Trim(), entry.Interrupted))]);

    private void Slide()
    {
        var limit = Tokens.Total >= _trigger ? _target : long.MaxValue;
        while (_entries.Count > 1 && (Tokens.Total > limit || _characters > MostCharacters || _entries.Count > MostEntries))
        {
            RemoveOldestTurn();
        }
    }

    private void RemoveOldestTurn()
    {
        do
        {
            var oldest = _entries.First!.Value;
            _entries.RemoveFirst();
            _sum -= oldest.Tokens;
            _characters -= oldest.Text.Length;
        }
        while (_entries.Count > 1 && _entries.First!.Value.Role is not HistoryRole.User);
    }

    private static TokenCounts SetupTokens(Setup setup)
    {
        var characters = setup.SystemInstruction?.Parts.Sum(static part => part.Text?.Length ?? 0) ?? 0;
        foreach (var declaration in setup.Tools?.SelectMany(static tool => tool.FunctionDeclarations ?? []) ?? [])
        {
            characters += declaration.Name.Length + (declaration.Description?.Length ?? 0)
                + (declaration.Parameters?.GetRawText().Length ?? 0) + (declaration.ParametersJsonSchema?.GetRawText().Length ?? 0);
        }

        return TokenCounts.OfText(characters);
    }
}
