using System.Text;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Server.Sessions;

/// <summary>One turn in the minutes: what was typed or given, what was understood of the voice, what was answered.</summary>
internal sealed class TurnNote(IEnumerable<HistoryEntry> given)
{
    private readonly HistoryEntry[] _given = [.. given];
    private readonly StringBuilder _heard = new();
    private readonly StringBuilder _said = new();
    private bool _answered;
    private bool _interrupted;

    /// <summary>Its entries; a turn of the user is always among them, for turns are counted by it.</summary>
    public IEnumerable<HistoryEntry> Entries
    {
        get
        {
            var heard = _heard.ToString().Trim();
            IEnumerable<HistoryEntry> user =
                heard.Length > 0 || !_given.Any(static entry => entry.Role is HistoryRole.User)
                    ? [.. _given, new HistoryEntry(HistoryRole.User, heard)]
                    : _given;
            return _answered ? [.. user, new HistoryEntry(HistoryRole.Model, _said.ToString().Trim(), _interrupted)] : user;
        }
    }

    public void Add(ServerContent content)
    {
        _heard.Append(content.InputTranscription?.Text);
        _said.Append(content.OutputTranscription?.Text);
        _answered |= content.ModelTurn is not null || content.OutputTranscription is not null;
        _interrupted |= content.Interrupted && _answered;
    }
}
