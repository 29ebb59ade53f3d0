using System.Text.Json;
using Cortex.App.Recorder;
using Cortex.App.Reporting;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Engines.Recording;

namespace Cortex.App.Replay;

/// <summary>
/// Makes of a recording's lines what those who watch a pump are told. Where the recording has no events of a pump (a server's, one of
/// an older program) words and turns are taken from the messages, as far as they tell. Not thread-safe.
/// </summary>
internal sealed class ReplayTeller
{
    private bool _hasPump;
    private int _turn;
    private int _asked;
    private string _heard = "";
    private string _said = "";
    private double _soundMs;
    private bool _isCut;

    /// <summary>What a line tells; most tell nothing.</summary>
    public IReadOnlyList<PumpEvent> Tell(RecordingLine line, JsonElement json)
    {
        switch (line.Kind)
        {
            case RecordingLineKind.Event when PumpEventJson.Read(line.At, line.Turn, json) is { } happened:
                _hasPump = true;
                return [happened];
            case RecordingLineKind.Notice when RecordedNotice.Read(json) is { } notice:
                return [new Noticed(line.At, line.Turn, notice)];
            case RecordingLineKind.Up when !_hasPump:
                return Asked(line.At, json);
            case RecordingLineKind.Down when !_hasPump:
                return Answered(line.At, line.Turn, json);
            default:
                return [];
        }
    }

    private PumpEvent[] Asked(TimeSpan at, JsonElement message)
    {
        if (Json.Has(message, "realtimeInput", out var input))
        {
            if (Json.Has(input, "activityStart", out _))
            {
                return [new PhaseChanged(at, ++_asked, TurnPhase.Listening)];
            }

            return Json.Has(input, "activityEnd", out _) ? [new PhaseChanged(at, _asked, TurnPhase.Thinking)] : Typed(at, Json.Text(input, "text"));
        }

        return Json.Has(message, "clientContent", out var content)
            ? Typed(at, string.Concat(Json.List(content, "turns").SelectMany(static turn => Json.List(turn, "parts")).Select(static part => Json.Text(part, "text"))))
            : [];
    }

    private PumpEvent[] Typed(TimeSpan at, string text)
    {
        if (text.Length is 0)
        {
            return [];
        }

        _heard = text;
        return [new WordsHeard(at, ++_asked, text)];
    }

    private List<PumpEvent> Answered(TimeSpan at, int turn, JsonElement message)
    {
        List<PumpEvent> told = [];
        if (Json.Has(message, "toolCall", out var call))
        {
            told.AddRange(Json.List(call, "functionCalls").Select(one => new ToolCalled(at, turn, Json.Text(one, "name"))));
        }

        if (!Json.Has(message, "serverContent", out var content))
        {
            return told;
        }

        _turn = turn;
        if (Json.Has(content, "inputTranscription", out var heard) && Json.Text(heard, "text") is { Length: > 0 } question)
        {
            _heard += question;
            told.Add(new WordsHeard(at, turn, question));
        }

        var sound = ReplaySound.Parts(content).Sum(static media => Json.MediaBytes(media)) / 48.0;
        if (sound > 0 && _soundMs is 0)
        {
            told.Add(new PhaseChanged(at, turn, TurnPhase.Speaking));
        }

        _soundMs += sound;
        if (Json.Has(content, "outputTranscription", out var said) && Json.Text(said, "text") is { Length: > 0 } answer)
        {
            _said += answer;
            told.Add(new WordsSaid(at, turn, answer));
        }

        _isCut |= Json.Flag(content, "interrupted");
        if (Json.Flag(content, "turnComplete"))
        {
            told.Add(new TurnEnded(at, _turn, new TurnReport(_heard.Length > 0 ? _heard : null, _said.Length > 0 ? _said : null, _soundMs, _isCut, new TurnTiming())));
            told.Add(new PhaseChanged(at, _turn, TurnPhase.Idle));
            (_heard, _said, _soundMs, _isCut) = ("", "", 0, false);
        }

        return told;
    }
}
