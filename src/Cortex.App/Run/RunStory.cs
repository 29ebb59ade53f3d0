using Cortex.App.Terminal;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.App.Run;

/// <summary>
/// Makes lines of what happens: the question when its answer begins, the answer as it was heard and the times when it is over, and
/// what else the wearer's helper should know. Not thread-safe; knows no terminal.
/// </summary>
internal sealed class RunStory
{
    private const int MostWords = 2000;
    private int _turn;
    private string _heard = "";
    private string _said = "";
    private string? _told;
    private bool _isAway;

    /// <summary>The newest words of the open turn, for the live line.</summary>
    public string Words => _said.Length > 0 ? _said : _heard;

    /// <summary>One event; the lines it makes, in order.</summary>
    public IReadOnlyList<RunLine> Tell(PumpEvent happened)
    {
        if (happened.Turn > _turn)
        {
            (_turn, _heard, _said, _told) = (happened.Turn, "", "", null);
        }

        switch (happened)
        {
            case WordsHeard heard when heard.Turn == _turn:
                _heard = Grown(_heard, heard.Text);
                return [];
            case WordsSaid said when said.Turn == _turn:
                _said = Grown(_said, said.Text);
                return [];
            case PhaseChanged { Phase: TurnPhase.Speaking } change when change.Turn == _turn && _told is null && _heard.Trim().Length > 0:
                _told = _heard.Trim();
                return [new RunLine(RunLineKind.You, _told)];
            case OrderDone order when OrderWords.Of(order) is { } words:
                return [new RunLine(RunLineKind.Note, words)];
            case CameraSwitched switched:
                return [new RunLine(RunLineKind.Note, switched.IsOff ? "the camera is off; c or \"camera on\" switches it on" : "the camera is on")];
            case ToolCalled call:
                return [new RunLine(RunLineKind.Note, $"asks {call.Name}")];
            case TurnEnded ended:
                return End(ended);
            case Noticed { Notice: var notice }:
                return Note(notice) is { } line ? [new RunLine(RunLineKind.Note, line)] : [];
            default:
                return [];
        }
    }

    private List<RunLine> End(TurnEnded ended)
    {
        var report = ended.Report;
        List<RunLine> lines = [];
        if (report.Heard?.Trim() is { Length: > 0 } heard && (ended.Turn != _turn || heard != _told))
        {
            lines.Add(new RunLine(RunLineKind.You, heard));
        }

        if (report.Said?.Trim() is { Length: > 0 } said)
        {
            lines.Add(new RunLine(RunLineKind.Cortex, said + (report.Interrupted ? " — interrupted" : "")));
        }
        else if (report.SaidAudioMs > 0)
        {
            lines.Add(new RunLine(RunLineKind.Cortex, "(sound without words)" + (report.Interrupted ? " — interrupted" : "")));
        }
        else if (!ended.IsOrder && (lines.Count > 0 || _told is not null))
        {
            lines.Add(new RunLine(RunLineKind.Cortex, "(no answer)"));
        }

        if (lines.Count > 0 && TalkAccount.Times(report) is { Length: > 0 } times)
        {
            lines.Add(new RunLine(RunLineKind.Times, times));
        }

        if (ended.Turn == _turn)
        {
            (_heard, _said) = ("", "");
        }

        return lines;
    }

    private string? Note(Notice notice)
    {
        switch (notice)
        {
            case StateChanged { To: ConversationState.Recovering } when !_isAway:
                _isAway = true;
                return "the connection is gone; it is being made again";
            case StateChanged { To: ConversationState.Ready } when _isAway:
                _isAway = false;
                return "the connection is back";
            case Lost lost:
                return "lost: " + LostWords.Of(new LostReport(lost.What, lost.Duration.TotalMilliseconds, lost.Why));
            default:
                return NoticeWords.Of(notice);
        }
    }

    // The live line shows an end of it; a model that talks for an hour must not fill the memory.
    private static string Grown(string words, string more) =>
        words.Length + more.Length <= MostWords ? words + more : (words + more)[^MostWords..];
}
