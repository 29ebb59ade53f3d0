using System.Text.Json;
using Cortex.App.Replay;
using Cortex.Assistant.Pump;
using Cortex.Engines.Recording;
using Cortex.Media.Devices;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.Replay;

/// <summary>What a replay tells and plays of a recording's lines.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void A_servers_recording_is_told_from_its_messages()
    {
        var told = Tell(
            """{"ms":10,"up":{"realtimeInput":{"activityStart":{}}}}""",
            """{"ms":20,"up":{"realtimeInput":{"activityEnd":{}}}}""",
            """{"ms":30,"turn":1,"down":{"serverContent":{"inputTranscription":{"text":"what is this"}}}}""",
            """{"ms":40,"turn":1,"down":{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","bytes":4800}}]},"outputTranscription":{"text":"A chair."}}}}""",
            """{"ms":50,"turn":1,"down":{"serverContent":{"interrupted":true,"turnComplete":true}}}""");

        var turn = Assert.Single(told.OfType<TurnEnded>()).Report;
        Assert.Equal(("what is this", "A chair.", 100.0, true), (turn.Heard, turn.Said, turn.SaidAudioMs, turn.Interrupted));
        Assert.Equal([TurnPhase.Listening, TurnPhase.Thinking, TurnPhase.Speaking, TurnPhase.Idle], told.OfType<PhaseChanged>().Select(static change => change.Phase));
    }

    [Fact]
    public void Where_a_pump_told_the_messages_tell_nothing_twice()
    {
        var told = Tell(
            """{"ms":10,"turn":1,"event":{"kind":"phase","to":"Listening"}}""",
            """{"ms":30,"turn":1,"down":{"serverContent":{"inputTranscription":{"text":"what is this"},"turnComplete":true}}}""",
            """{"ms":31,"turn":1,"event":{"kind":"heard","text":"what is this"}}""",
            """{"ms":32,"turn":1,"notice":{"kind":"warned","text":"mind the gap"}}""");

        Assert.Equal([typeof(PhaseChanged), typeof(WordsHeard), typeof(Noticed)], told.Select(static happened => happened.GetType()));
    }

    [Fact]
    public async Task The_answer_sounds_and_a_cut_silences_the_rest()
    {
        var (clock, sink) = (new FakeTimeProvider(), new HandSink());
        await using var sound = new ReplaySound(sink, 1, clock);
        var loud = Convert.ToBase64String(Enumerable.Repeat((byte)0x20, 48_000).ToArray());
        Take(sound, $$$$$"""{"ms":10,"turn":1,"down":{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"{{{{{loud}}}}}"}}]}}}}""");
        Assert.True(sink.Play(4800) > 4000);

        sound.Take(new AnswerCut(TimeSpan.Zero, 1));
        sink.Play(480);
        Assert.Equal(0, sink.Play(4800));

        // The wearer is heard, too, and the next answer.
        Take(sound, $$$$$"""{"ms":20,"up":{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=16000","data":"{{{{{loud}}}}}"}}}}""");
        Assert.True(sink.Play(4800) > 3000);
    }

    private static void Take(ReplaySound sound, string line)
    {
        var (read, json) = Line(line);
        sound.Take(read, json);
    }

    private static List<PumpEvent> Tell(params string[] lines)
    {
        var teller = new ReplayTeller();
        return [.. lines.Select(Line).SelectMany(line => teller.Tell(line.Line, line.Json))];
    }

    private static (RecordingLine Line, JsonElement Json) Line(string text)
    {
        using var document = JsonDocument.Parse(text);
        var json = document.RootElement;
        var kind = json.TryGetProperty("up", out var content) ? RecordingLineKind.Up
            : json.TryGetProperty("down", out content) ? RecordingLineKind.Down
            : json.TryGetProperty("notice", out content) ? RecordingLineKind.Notice
            : RecordingLineKind.Event;
        content = kind is RecordingLineKind.Event ? json.GetProperty("event") : content;
        var turn = json.TryGetProperty("turn", out var stamped) ? stamped.GetInt32() : 0;
        return (new RecordingLine(1, TimeSpan.FromMilliseconds(json.GetProperty("ms").GetDouble()), turn, kind, default), content.Clone());
    }

    /// <summary>A loudspeaker that plays as much as the test says.</summary>
    private sealed class HandSink : IAudioSink
    {
        private IAudioProvider? _provider;

        public string Name => "hand";

        public int SampleRateHz => 24_000;

        public TimeSpan Latency => TimeSpan.Zero;

        public Task RunAsync(IAudioProvider provider, CancellationToken cancellationToken)
        {
            _provider = provider;
            var over = new TaskCompletionSource();
            cancellationToken.Register(over.SetResult);
            return over.Task;
        }

        /// <summary>How many of them are heard.</summary>
        public int Play(int samples)
        {
            var block = new short[samples];
            _provider!.Fill(block, 0);
            return block.Count(static sample => sample != 0);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
