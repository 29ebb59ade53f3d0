using System.Buffers;
using System.Text.Json;
using Cortex.App.Recorder;
using Cortex.Engines.Recording;

namespace Cortex.App.Reporting;

/// <summary>Reads a recording's lines, one after the other, into a <see cref="Story"/>.</summary>
internal sealed class StoryTeller
{
    // What a browser plays without a halt: five minutes of a microphone, and as much of answers.
    private const int MostSound = 10_000_000;
    private const string GoesOn = "it goes on in";
    private const int MostPictures = 24;
    private const int MostPictureCharacters = 8_000_000;
    private const int MostMarks = 20_000;
    private const int MostTurns = 20_000;
    private const int MostCounts = 100_000;
    private const double MicrophoneBytesPerMs = 32;
    private const double AnswerBytesPerMs = 48;
    private static readonly TimeSpan StartBuffer = TimeSpan.FromMilliseconds(40);

    private readonly SortedDictionary<int, StoryTurn> _turns = [];
    private readonly List<Mark> _marks = [];
    private readonly List<Span> _away = [];
    private readonly Dictionary<string, (StoryTurn Turn, int Index)> _calls = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _microphone = new();
    private readonly List<PhaseSpan> _phases = [];
    private readonly List<Counts> _counted = [];
    private readonly List<StoryPicture> _shown = [];
    private (string Phase, TimeSpan Since)? _phase;
    private JsonElement? _account;
    private readonly StoryTurn _rest = new(0);
    private bool _hasEnd;
    private long _pictureBytes;
    private int _shownCharacters;
    private TimeSpan? _awaySince = TimeSpan.Zero;
    private string _model = "";
    private int _opened;
    private int _pictures;
    private double _microphoneMs;
    private long _answerBytes;
    private long _prompt;
    private long _response;

    /// <summary>Tells it, line by line: a long recording needs little memory.</summary>
    public static Story Of(RecordingReader recording)
    {
        var teller = new StoryTeller();
        var length = TimeSpan.Zero;
        if (recording.Header is { Part: > 1 } part)
        {
            teller.Add(TimeSpan.Zero, MarkKind.Change, $"this is part {part.Part} of a recording; before it: {part.Follows}");
        }

        foreach (var line in recording.ReadLines())
        {
            using var json = JsonDocument.Parse(line.Json);
            teller.Take(line, json.RootElement);
            length = line.At > length ? line.At : length;
        }

        teller.Ended(length);
        return new Story
        {
            Start = recording.Header.Start,
            Engine = recording.Header.Engine,
            Model = teller._model,
            Length = length,
            IsWhole = !recording.IsCut && teller._hasEnd,
            // What belongs to no turn, such as the accepted setup, has no words and no sound.
            Turns = [.. teller._turns.Values.Where(static turn => turn.Number > 0)],
            Marks = [.. teller._marks, .. recording.Damages.Select(damage => new Mark(length, MarkKind.Trouble, $"the recording is damaged: {damage.What}"))],
            Away = teller._away,
            Pictures = teller._pictures,
            PictureBytes = teller._pictureBytes,
            Shown = teller._shown,
            MicrophoneLength = TimeSpan.FromMilliseconds(teller._microphoneMs),
            PromptTokens = teller._prompt,
            ResponseTokens = teller._response,
            Microphone = teller._microphone.WrittenMemory,
            HasAudio = recording.Header.HasAudio,
            Phases = teller._phases,
            Counted = teller._counted,
            Account = teller._account,
        };
    }

    private void Take(RecordingLine line, JsonElement json)
    {
        switch (line.Kind)
        {
            case RecordingLineKind.Up:
                Up(line.At, json);
                break;
            case RecordingLineKind.Down:
                Down(line.At, TurnOf(line.Turn), json);
                break;
            case RecordingLineKind.Notice:
                Notice(line.At, json);
                break;
            case RecordingLineKind.Event:
                Event(line.At, line.Turn, json);
                break;
            case RecordingLineKind.Lost:
                Add(line.At, MarkKind.Trouble, $"{json.GetRawText()} lines of the recording are missing: the disk was too slow");
                break;
            default:
                var why = json.ValueKind is JsonValueKind.String ? json.GetString()! : "";
                _hasEnd = true;
                Add(line.At, why.StartsWith(GoesOn, StringComparison.Ordinal) ? MarkKind.Change : MarkKind.Trouble, "the recording ends here before the conversation: " + why);
                break;
        }
    }

    private void Event(TimeSpan at, int turn, JsonElement happened)
    {
        switch (Json.Text(happened, "kind"))
        {
            case "phase":
                Phase(at, Json.Text(happened, "to"));
                break;
            case "turn" when turn > 0:
                TurnOf(turn).Report = PumpEventJson.Report(happened);
                break;
            case "counts" when _counted.Count < MostCounts:
                _counted.Add(new(at, Json.Number(happened, "bytesUp"), Json.Number(happened, "bytesDown"), Json.Number(happened, "connects"), Json.Number(happened, "resumes")));
                break;
            case "account" when Json.Has(happened, "report", out var report):
                _account = report.Clone();
                break;
        }

        if (EventTelling.Of(happened) is var (kind, words))
        {
            Add(at, kind, words);
        }
    }

    private void Phase(TimeSpan at, string phase)
    {
        if (_phase is var (before, since) && before is not "Idle" && _phases.Count < MostMarks)
        {
            _phases.Add(new(before, new(since, at)));
        }

        _phase = (phase, at);
    }

    private void Add(TimeSpan at, MarkKind kind, string words)
    {
        if (_marks.Count < MostMarks)
        {
            _marks.Add(new(at, kind, words));
        }
        else if (_marks.Count == MostMarks)
        {
            _marks.Add(new(at, MarkKind.Trouble, $"more than {MostMarks} moments: the later ones are left out of this page"));
        }
    }

    private void Up(TimeSpan at, JsonElement message)
    {
        if (Json.Has(message, "setup", out var setup))
        {
            _model = Json.Text(setup, "model");
        }
        else if (Json.Has(message, "realtimeInput", out var input))
        {
            Realtime(at, input);
        }
        else if (Json.Has(message, "clientContent", out var content) && Json.Has(content, "turns", out _))
        {
            Ask(at, string.Concat(Json.List(content, "turns").SelectMany(Parts).Select(static part => Json.Text(part, "text"))));
            foreach (var part in Json.List(content, "turns").SelectMany(Parts))
            {
                if (Json.Has(part, "inlineData", out var picture))
                {
                    Picture(at, picture);
                }
            }
        }
        else if (Json.Has(message, "toolResponse", out var answers))
        {
            foreach (var response in Json.List(answers, "functionResponses"))
            {
                Close(at, Json.Text(response, "id"), isCancelled: false);
            }
        }
    }

    private void Realtime(TimeSpan at, JsonElement input)
    {
        if (Json.Has(input, "activityStart", out _))
        {
            TurnOf(++_opened).VoiceFrom = at;
        }
        else if (Json.Has(input, "activityEnd", out _) && _opened > 0)
        {
            TurnOf(_opened).VoiceTo = at;
        }
        else if (Json.Has(input, "audio", out var audio) && Json.MediaBytes(audio) is > 0 and var bytes)
        {
            _microphoneMs += bytes / MicrophoneBytesPerMs;
            if (_microphone.WrittenCount < MostSound && Json.Media(audio) is { } pcm)
            {
                _microphone.Write(pcm);
            }
        }
        else if (Json.Has(input, "video", out var picture))
        {
            Picture(at, picture);
        }
        else if (Json.Text(input, "text") is { Length: > 0 } text)
        {
            Ask(at, text);
        }
    }

    private void Picture(TimeSpan at, JsonElement picture)
    {
        var bytes = Json.MediaBytes(picture);
        _pictures++;
        _pictureBytes += bytes;
        Add(at, MarkKind.Picture, $"a picture of {bytes / 1000} KB went out");
        if (_shown.Count < MostPictures
            && Json.Text(picture, "mimeType") is "image/jpeg" or "image/png" or "image/webp"
            && Json.Media(picture) is { } whole
            && (_shownCharacters += whole.Length / 3 * 4) < MostPictureCharacters)
        {
            _shown.Add(new(at, Json.Text(picture, "mimeType"), Convert.ToBase64String(whole)));
        }
    }

    private void Ask(TimeSpan at, string text)
    {
        if (text.Length > 0)
        {
            var turn = TurnOf(++_opened);
            (turn.TypedAt, turn.Typed) = (at, text);
        }
    }

    private void Down(TimeSpan at, StoryTurn turn, JsonElement message)
    {
        if (Json.Has(message, "serverContent", out var content))
        {
            Content(at, turn, content);
        }

        if (Json.Has(message, "toolCall", out var call) )
        {
            foreach (var one in Json.List(call, "functionCalls"))
            {
                _calls[Json.Text(one, "id")] = (turn, turn.Tools.Count);
                turn.Tools.Add(new(Json.Text(one, "name"), at, null, IsCancelled: false));
            }
        }

        if (Json.Has(message, "toolCallCancellation", out var cancelled) )
        {
            foreach (var id in Json.List(cancelled, "ids").Where(static id => id.ValueKind is JsonValueKind.String))
            {
                Close(at, id.GetString() ?? "", isCancelled: true);
            }
        }

        if (Json.Has(message, "goAway", out var away))
        {
            Add(at, MarkKind.Change, $"the server goes away in {Json.Text(away, "timeLeft")}");
        }

        if (Json.Has(message, "usageMetadata", out var usage))
        {
            _prompt += Json.Number(usage, "promptTokenCount");
            _response += Json.Number(usage, "responseTokenCount");
        }
    }

    private void Content(TimeSpan at, StoryTurn turn, JsonElement content)
    {
        if (Json.Has(content, "inputTranscription", out var heard))
        {
            turn.Hear(Json.Text(heard, "text"));
        }

        if (Json.Has(content, "outputTranscription", out var said))
        {
            turn.Say(Json.Text(said, "text"));
        }

        if (Json.Has(content, "modelTurn", out var model))
        {
            foreach (var part in Parts(model))
            {
                turn.Say(Json.Text(part, "text"));
                if (Json.Has(part, "inlineData", out var media) && Json.Text(media, "mimeType").StartsWith("audio/", StringComparison.Ordinal) && Json.MediaBytes(media) is > 0 and var bytes)
                {
                    Sound(at, turn, bytes, media);
                }
            }
        }

        if (Json.Flag(content, "interrupted"))
        {
            turn.InterruptedAt = at;
            if (turn.Sounded is [.., var last] && last.To > at)
            {
                turn.Sounded[^1] = last with { To = last.From > at ? last.From : at };
            }
        }

        if (Json.Flag(content, "turnComplete"))
        {
            turn.CompleteAt ??= at;
        }
    }

    private void Sound(TimeSpan at, StoryTurn turn, int bytes, JsonElement media)
    {
        var length = TimeSpan.FromMilliseconds(bytes / AnswerBytesPerMs);
        turn.AnswerLength += length;
        if (turn.Arrived.Count < MostMarks)
        {
            turn.Arrived.Add(new(at, at + length));
        }

        if (turn.Sounded is [.., var last] && last.To >= at)
        {
            turn.Sounded[^1] = last with { To = last.To + length };
        }
        else
        {
            turn.Sounded.Add(new(at + StartBuffer, at + StartBuffer + length));
        }

        if (_answerBytes < MostSound && Json.Media(media) is { } pcm)
        {
            _answerBytes += pcm.Length;
            turn.Sound.Write(pcm);
        }
    }

    private void Notice(TimeSpan at, JsonElement notice)
    {
        if (NoticeTelling.Of(notice) is var (kind, words))
        {
            Add(at, kind, words);
        }

        _hasEnd |= Json.Text(notice, "kind") is "closed";
        if (Json.Text(notice, "kind") is "stateChanged")
        {
            var isReady = Json.Text(notice, "to") is "Ready" or "Asleep";
            if (isReady && _awaySince is { } since)
            {
                _away.Add(new(since, at));
            }

            _awaySince = isReady ? null : _awaySince ?? (Json.Text(notice, "to") is "Closed" ? null : at);
        }
    }

    private void Ended(TimeSpan at)
    {
        if (_awaySince is { } since && at > since)
        {
            _away.Add(new(since, at));
        }

        Phase(at, "");
    }

    private StoryTurn TurnOf(int number)
    {
        // A file may say any number; what is beyond shares one turn, which is not shown.
        if (!_turns.TryGetValue(number, out var turn) && _turns.Count >= MostTurns)
        {
            return _rest;
        }

        if (turn is null)
        {
            _turns.Add(number, turn = new(number));
        }

        return turn;
    }

    private void Close(TimeSpan at, string id, bool isCancelled)
    {
        if (_calls.Remove(id, out var call))
        {
            call.Turn.Tools[call.Index] = call.Turn.Tools[call.Index] with { To = at, IsCancelled = isCancelled };
        }
    }

    private static IEnumerable<JsonElement> Parts(JsonElement content) => Json.List(content, "parts");
}
