using System.Buffers;
using System.Text.Json;
using Cortex.Engines.Recording;

namespace Cortex.App.Reporting;

/// <summary>Reads a recording's lines, one after the other, into a <see cref="Story"/>.</summary>
internal sealed class StoryTeller
{
    // What a browser plays without a halt: five minutes of a microphone, and as much of answers.
    private const int MostSound = 10_000_000;
    private const double MicrophoneBytesPerMs = 32;
    private const double AnswerBytesPerMs = 48;
    private static readonly TimeSpan StartBuffer = TimeSpan.FromMilliseconds(40);

    private readonly SortedDictionary<int, StoryTurn> _turns = [];
    private readonly List<Mark> _marks = [];
    private readonly List<Span> _away = [];
    private readonly Dictionary<string, (StoryTurn Turn, int Index)> _calls = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _microphone = new();
    private readonly bool _hasMedia;
    private TimeSpan? _awaySince = TimeSpan.Zero;
    private string _model = "";
    private int _opened;
    private int _pictures;
    private double _microphoneMs;
    private long _answerBytes;
    private long _prompt;
    private long _response;

    private StoryTeller(bool hasMedia) => _hasMedia = hasMedia;

    /// <summary>Tells it.</summary>
    public static Story Of(Cassette cassette)
    {
        var teller = new StoryTeller(cassette.HasMedia);
        foreach (var line in cassette.Lines)
        {
            using var json = JsonDocument.Parse(line.Json);
            teller.Take(line, json.RootElement);
        }

        var length = cassette.Lines is [.., var last] ? last.At : TimeSpan.Zero;
        teller.Ended(length);
        return new Story
        {
            Start = cassette.Start,
            Engine = cassette.Engine,
            Model = teller._model,
            Length = length,
            IsWhole = cassette.IsWhole && cassette.Lines is [.., { Kind: RecordingLineKind.Notice }],
            // What belongs to no turn, such as the accepted setup, has no words and no sound.
            Turns = [.. teller._turns.Values.Where(static turn => turn.Number > 0)],
            Marks = teller._marks,
            Away = teller._away,
            Pictures = teller._pictures,
            MicrophoneLength = TimeSpan.FromMilliseconds(teller._microphoneMs),
            PromptTokens = teller._prompt,
            ResponseTokens = teller._response,
            Microphone = teller._microphone.WrittenMemory,
            HasMedia = cassette.HasMedia,
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
            case RecordingLineKind.Lost:
                _marks.Add(new(line.At, MarkKind.Trouble, $"{json.GetRawText()} lines of the recording are missing: the disk was too slow"));
                break;
            default:
                _marks.Add(new(line.At, MarkKind.Trouble, "the recording ended before the conversation: " + json));
                break;
        }
    }

    private void Up(TimeSpan at, JsonElement message)
    {
        if (message.TryGetProperty("setup", out var setup))
        {
            _model = Text(setup, "model");
        }
        else if (message.TryGetProperty("realtimeInput", out var input))
        {
            Realtime(at, input);
        }
        else if (message.TryGetProperty("clientContent", out var content) && content.TryGetProperty("turns", out var turns))
        {
            Ask(at, string.Concat(turns.EnumerateArray().SelectMany(Parts).Select(static part => Text(part, "text"))));
            _pictures += turns.EnumerateArray().SelectMany(Parts).Count(static part => part.TryGetProperty("inlineData", out _));
        }
        else if (message.TryGetProperty("toolResponse", out var answers) && answers.TryGetProperty("functionResponses", out var responses))
        {
            foreach (var response in responses.EnumerateArray())
            {
                Close(at, Text(response, "id"), isCancelled: false);
            }
        }
    }

    private void Realtime(TimeSpan at, JsonElement input)
    {
        if (input.TryGetProperty("activityStart", out _))
        {
            TurnOf(++_opened).VoiceFrom = at;
        }
        else if (input.TryGetProperty("activityEnd", out _) && _opened > 0)
        {
            TurnOf(_opened).VoiceTo = at;
        }
        else if (input.TryGetProperty("audio", out var audio) && Data(audio) is { Length: > 0 } pcm)
        {
            _microphoneMs += pcm.Length / MicrophoneBytesPerMs;
            if (_hasMedia && _microphone.WrittenCount < MostSound)
            {
                _microphone.Write(pcm);
            }
        }
        else if (input.TryGetProperty("video", out _))
        {
            _pictures++;
            _marks.Add(new(at, MarkKind.Picture, "a picture went out"));
        }
        else if (Text(input, "text") is { Length: > 0 } text)
        {
            Ask(at, text);
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
        if (message.TryGetProperty("serverContent", out var content))
        {
            Content(at, turn, content);
        }

        if (message.TryGetProperty("toolCall", out var call) && call.TryGetProperty("functionCalls", out var calls))
        {
            foreach (var one in calls.EnumerateArray())
            {
                _calls[Text(one, "id")] = (turn, turn.Tools.Count);
                turn.Tools.Add(new(Text(one, "name"), at, null, IsCancelled: false));
            }
        }

        if (message.TryGetProperty("toolCallCancellation", out var cancelled) && cancelled.TryGetProperty("ids", out var ids))
        {
            foreach (var id in ids.EnumerateArray())
            {
                Close(at, id.GetString() ?? "", isCancelled: true);
            }
        }

        if (message.TryGetProperty("goAway", out var away))
        {
            _marks.Add(new(at, MarkKind.Change, $"the server goes away in {Text(away, "timeLeft")}"));
        }

        if (message.TryGetProperty("usageMetadata", out var usage))
        {
            _prompt += Number(usage, "promptTokenCount");
            _response += Number(usage, "responseTokenCount");
        }
    }

    private void Content(TimeSpan at, StoryTurn turn, JsonElement content)
    {
        if (content.TryGetProperty("inputTranscription", out var heard))
        {
            turn.Hear(Text(heard, "text"));
        }

        if (content.TryGetProperty("outputTranscription", out var said))
        {
            turn.Say(Text(said, "text"));
        }

        if (content.TryGetProperty("modelTurn", out var model))
        {
            foreach (var part in Parts(model))
            {
                turn.Say(Text(part, "text"));
                if (part.TryGetProperty("inlineData", out var media) && Text(media, "mimeType").StartsWith("audio/", StringComparison.Ordinal) && Data(media) is { Length: > 0 } pcm)
                {
                    Sound(at, turn, pcm);
                }
            }
        }

        if (Flag(content, "interrupted"))
        {
            turn.InterruptedAt = at;
            if (turn.Sounded is [.., var last] && last.To > at)
            {
                turn.Sounded[^1] = last with { To = last.From > at ? last.From : at };
            }
        }

        if (Flag(content, "turnComplete"))
        {
            turn.CompleteAt ??= at;
        }
    }

    private void Sound(TimeSpan at, StoryTurn turn, byte[] pcm)
    {
        var length = TimeSpan.FromMilliseconds(pcm.Length / AnswerBytesPerMs);
        turn.AnswerLength += length;
        turn.Arrived.Add(new(at, at + length));
        if (turn.Sounded is [.., var last] && last.To >= at)
        {
            turn.Sounded[^1] = last with { To = last.To + length };
        }
        else
        {
            turn.Sounded.Add(new(at + StartBuffer, at + StartBuffer + length));
        }

        if (_hasMedia && (_answerBytes += pcm.Length) < MostSound)
        {
            turn.Sound.Write(pcm);
        }
    }

    private void Notice(TimeSpan at, JsonElement notice)
    {
        if (NoticeWords(notice) is var (kind, words))
        {
            _marks.Add(new(at, kind, words));
        }

        if (Text(notice, "kind") is "stateChanged")
        {
            var isReady = Text(notice, "to") is "Ready" or "Asleep";
            if (isReady && _awaySince is { } since)
            {
                _away.Add(new(since, at));
            }

            _awaySince = isReady ? null : _awaySince ?? (Text(notice, "to") is "Closed" ? null : at);
        }
    }

    private void Ended(TimeSpan at)
    {
        if (_awaySince is { } since && at > since)
        {
            _away.Add(new(since, at));
        }
    }

    private static (MarkKind Kind, string Words)? NoticeWords(JsonElement notice) => Text(notice, "kind") switch
    {
        "stateChanged" => (MarkKind.Change, $"{Text(notice, "from")} → {Text(notice, "to")}: {Text(notice, "why")}"),
        "rungChanged" => (MarkKind.Change, $"{Text(notice, "to")} answers now instead of {Text(notice, "from")}: {Text(notice, "why")}"),
        "lost" => (MarkKind.Trouble, $"lost: {Text(notice, "what")}, {Number(notice, "durationMs")} ms ({Text(notice, "why")})"),
        "replayed" => (MarkKind.Change, $"sent again: {Text(notice, "what")}, {Number(notice, "durationMs")} ms"),
        "silent" => (MarkKind.Trouble, $"no sign of life of the model for {Number(notice, "sinceMs") / 1000.0:0.#} s: {StepWords(Text(notice, "step"))}"),
        "spent" => (MarkKind.Trouble, $"{Number(notice, "share") * 100} % of what may be spent is spent"),
        "warned" => (MarkKind.Trouble, Text(notice, "text")),
        "closed" when Text(notice, "class") is not "Clean" => (MarkKind.Trouble, $"closed by the {Text(notice, "side")}: {Number(notice, "code")} {Text(notice, "text")}"),
        "closed" => (MarkKind.Change, "the conversation ended"),
        _ => null,
    };

    private static string StepWords(string step) => step switch
    {
        "SpokenWord" => "the wearer was told to wait",
        "Nudged" => "it was asked again",
        "Resumed" => "the connection was changed",
        "GivenUp" => "it was given up",
        _ => step,
    };

    private StoryTurn TurnOf(int number)
    {
        if (!_turns.TryGetValue(number, out var turn))
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

    private static IEnumerable<JsonElement> Parts(JsonElement content) =>
        content.TryGetProperty("parts", out var parts) && parts.ValueKind is JsonValueKind.Array ? parts.EnumerateArray() : [];

    private static byte[]? Data(JsonElement media) =>
        media.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.String && data.TryGetBytesFromBase64(out var bytes) ? bytes : null;

    private static string Text(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    private static long Number(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? (long)Math.Round(value.GetDouble()) : 0;

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;
}
