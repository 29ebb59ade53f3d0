using System.Text;
using Cortex.Live.Protocol;

namespace Cortex.Live;

/// <summary>One turn as it is written down.</summary>
internal sealed class RecordedTurn
{
    private readonly List<string> _typed = [];
    private readonly StringBuilder _spoken = new();
    private readonly StringBuilder _said = new();
    private string? _heard;
    private bool _spoke;
    private bool _interrupted;

    /// <summary>Something of the answer came.</summary>
    public bool IsAnswered { get; private set; }

    public void Ask(IEnumerable<string> typed, bool spoke)
    {
        _typed.AddRange(typed);
        _spoke |= spoke;
    }

    public void Add(ServerContent content)
    {
        _spoken.Append(content.InputTranscription?.Text);
        _said.Append(content.OutputTranscription?.Text);
        IsAnswered |= content.OutputTranscription is not null || content.ModelTurn is { Parts.Count: > 0 } || content.GenerationComplete;
        _interrupted |= content.Interrupted;
        if (content.ModelTurn is { } turn)
        {
            for (var i = 0; i < turn.Parts.Count; i++)
            {
                if (turn.Parts[i] is { Text: { } text, Thought: not true })
                {
                    _said.Append(text);
                }
            }
        }
    }

    public void Heard(string text) => _heard = text.Trim();

    public IEnumerable<HistoryEntry> Entries()
    {
        var spoken = _spoken.ToString().Trim();
        var asked = spoken.Length > 0 || (_spoke && _typed.Count == 0) ? [spoken, .. _typed] : _typed;
        var said = _said.ToString().Trim();
        var heard = _heard ?? said;
        return IsAnswered || heard.Length > 0
            ? Entries(asked).Append(new HistoryEntry(HistoryRole.Model, heard, _interrupted || heard != said))
            : Entries(asked);
    }

    public static IEnumerable<HistoryEntry> Entries(IEnumerable<string> typed) => typed.Select(static text => new HistoryEntry(HistoryRole.User, text));
}
