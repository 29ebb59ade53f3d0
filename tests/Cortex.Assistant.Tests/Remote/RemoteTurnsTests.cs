using Cortex.Assistant.Pump;
using Cortex.Assistant.Remote;
using Cortex.Assistant.Report;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Assistant.Tests.Remote;

/// <summary>What is known of a conversation whose devices are elsewhere, from its stream and from what the device says.</summary>
public sealed class RemoteTurnsTests
{
    readonly FakeTimeProvider _clock = new();
    readonly List<PumpEvent> _told = [];
    readonly RemoteTurns _turns;

    public RemoteTurnsTests() => _turns = new RemoteTurns(ConversationHistory.Empty, _told.Add, _clock);

    [Fact]
    public void A_whole_answer_that_was_heard_is_in_the_history_and_in_the_report()
    {
        _turns.Sent(new RealtimeInput { ActivityStart = true });
        _clock.Advance(TimeSpan.FromSeconds(2));
        _turns.Sent(new RealtimeInput { ActivityEnd = true });
        Begin(1, "what is that", "a tree", soundMs: 1000);
        Complete(1);
        _turns.Played(1, TimeSpan.FromMilliseconds(100));
        Pass(1200);
        Assert.Empty(Ended());
        _turns.Played(1, TimeSpan.FromMilliseconds(1000));
        Pass(300);

        var report = Assert.Single(Ended());
        Assert.Equal(("what is that", "a tree", 1000, false), (report.Heard, report.Said, report.SaidAudioMs, report.Interrupted));
        Assert.Equal((0, 2000, 2000), (report.Timing.VoiceStartMs, report.Timing.VoiceEndMs, report.Timing.FirstAudioMs));
        Assert.Equal(["what is that", "a tree"], _turns.History.Entries.Select(static entry => entry.Text));
        Assert.Equal([TurnPhase.Listening, TurnPhase.Thinking, TurnPhase.Speaking, TurnPhase.Idle], Phases());
    }

    [Fact]
    public void Of_an_answer_that_was_cut_only_what_was_played_counts()
    {
        Begin(1, "tell me a story", "Once upon a time there was a king who had a horse", soundMs: 10_000);
        _turns.Played(1, TimeSpan.FromSeconds(4));
        Take(1, new ServerContent { Interrupted = true });
        Assert.IsType<AnswerCut>(_told[^2]);
        Assert.Equal(TurnPhase.Idle, _turns.Phase);

        // The device says where it really stopped.
        _turns.Played(1, TimeSpan.FromSeconds(5));
        Take(1, new ServerContent { TurnComplete = true });
        Pass(300);
        var report = Assert.Single(Ended());
        Assert.Equal((5000, true), (report.SaidAudioMs, report.Interrupted));
        Assert.Equal("Once upon a time there", report.Said);
        Assert.Equal(new HistoryEntry(HistoryRole.Model, "Once upon a time there", Interrupted: true), _turns.History.Entries[^1]);
    }

    [Fact]
    public void What_comes_of_an_answer_after_its_cut_was_not_said()
    {
        Begin(1, "tell me a story", "Once upon", soundMs: 1000);
        _turns.Played(1, TimeSpan.FromSeconds(1));
        Take(1, new ServerContent { Interrupted = true });
        Take(1, new ServerContent { OutputTranscription = new Transcription { Text = " a time" }, ModelTurn = Sound(1000) });
        Take(1, new ServerContent { TurnComplete = true });
        Pass(300);
        Assert.Equal("Once upon", Assert.Single(Ended()).Said);
    }

    [Fact]
    public void A_device_that_says_nothing_is_taken_to_play_as_the_sound_comes()
    {
        Begin(1, "count", "one two three four five six seven eight", soundMs: 8000);
        Complete(1);
        Pass(7000);
        Assert.Empty(Ended());
        Pass(2000);
        Assert.Equal("one two three four five six seven eight", Assert.Single(Ended()).Said);

        Begin(2, "again", "one two three four five six seven eight", soundMs: 8000);
        Pass(2000);
        Take(2, new ServerContent { Interrupted = true });
        Take(2, new ServerContent { TurnComplete = true });
        Pass(300);
        Assert.InRange(Ended()[1].SaidAudioMs, 1900, 2100);
        Assert.StartsWith("one two", Ended()[1].Said!, StringComparison.Ordinal);
        Assert.DoesNotContain("six", Ended()[1].Said!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_stops_to_say_what_it_plays_does_not_hold_the_turn_open()
    {
        Begin(1, "count", "one two three four", soundMs: 8000);
        _turns.Played(1, TimeSpan.FromSeconds(2));
        Complete(1);
        Pass(4000);
        var report = Assert.Single(Ended());
        Assert.Equal(2000, report.SaidAudioMs);
        Assert.Equal("one", report.Said);
    }

    [Fact]
    public void A_typed_question_is_the_question_of_the_turn_that_answers_it()
    {
        _turns.Sent(new RealtimeInput { Text = "what time is it" });
        Assert.Equal(TurnPhase.Thinking, _turns.Phase);
        Begin(1, null, "noon", soundMs: 100);
        Complete(1);
        _turns.Played(null, TimeSpan.FromMilliseconds(100));
        Pass(300);
        Assert.Equal("what time is it", Assert.Single(Ended()).Heard);
        Assert.Equal(["what time is it", "noon"], _turns.History.Entries.Select(static entry => entry.Text));
    }

    [Fact]
    public void An_order_that_cut_an_answer_is_no_part_of_the_next_question()
    {
        Begin(1, "tell me a story", "Once upon a time", soundMs: 5000);
        _turns.Sent(new RealtimeInput { Text = "stop" });
        _turns.Received(new LiveEvent(new Ordered("stop", "text"), _clock.GetTimestamp(), 1));
        Take(1, new ServerContent { Interrupted = true });
        Take(1, new ServerContent { TurnComplete = true });
        Assert.Equal(TurnPhase.Idle, _turns.Phase);
        _turns.Sent(new RealtimeInput { Text = "what time is it" });
        Begin(2, null, "noon", soundMs: 1000);
        Complete(2);
        _turns.Played(2, TimeSpan.FromSeconds(1));
        Pass(300);
        Assert.Equal("what time is it", Ended()[^1].Heard);
    }

    [Fact]
    public void Who_types_without_end_is_written_down_up_to_a_bound()
    {
        for (var i = 0; i < 10_000; i++)
            _turns.Sent(new RealtimeInput { Text = "again" });
        Assert.Equal(64, _turns.History.Entries.Count);
        Begin(1, null, "enough", soundMs: 100);
        Complete(1);
        Pass(400);
        Assert.Equal(64 * "again".Length, Assert.Single(Ended()).Heard!.Length);
    }

    [Fact]
    public void What_the_device_measures_wins_over_what_was_seen_here()
    {
        _turns.Timed(null, new TurnTiming { VoiceStartMs = 100, VoiceEndMs = 900 });
        Begin(1, "what is that", "a tree", soundMs: 1000);
        _turns.Timed(1, new TurnTiming { FirstAudioMs = 1200, FirstSoundMs = 1250 });
        Complete(1);
        _turns.Played(1, TimeSpan.FromSeconds(1));
        Pass(300);
        var timing = Assert.Single(Ended()).Timing;
        Assert.Equal((100, 900, 1200, 1250, 350), (timing.VoiceStartMs, timing.VoiceEndMs, timing.FirstAudioMs, timing.FirstSoundMs, timing.ResponseMs));
    }

    [Fact]
    public void The_end_of_the_conversation_ends_what_is_open_as_it_is()
    {
        Begin(1, "count", "one two three four five six", soundMs: 6000);
        _turns.Played(1, TimeSpan.FromSeconds(3));
        _turns.Finish();
        Assert.Equal(("one two three", true), (Assert.Single(Ended()).Said, Ended()[0].Interrupted));
        Assert.Equal(TurnPhase.Closed, _turns.Phase);
    }

    [Fact]
    public void An_answer_of_words_alone_is_heard_when_it_has_come()
    {
        _turns.Sent(new RealtimeInput { Text = "hello" });
        Take(1, new ServerContent { ModelTurn = new Content { Parts = [new Part { Text = "good day" }] } });
        Complete(1);
        Pass(300);
        Assert.Equal("good day", Assert.Single(Ended()).Said);
    }

    [Fact]
    public void Whatever_comes_in_whatever_order_every_turn_ends_once_and_the_memory_stays_bounded()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var turn = 1 + (i / 50);
            switch (random.Next(9))
            {
                case 0: _turns.Sent(new RealtimeInput { ActivityStart = true }); break;
                case 1: _turns.Sent(new RealtimeInput { ActivityEnd = true }); break;
                case 2: Begin(turn, "a", "b c", soundMs: random.Next(500)); break;
                case 3: Take(turn, new ServerContent { Interrupted = true }); break;
                case 4: Complete(turn); break;
                case 5: _turns.Played(random.Next(turn + 2), TimeSpan.FromMilliseconds(random.Next(2000))); break;
                case 6: _turns.Timed(random.Next(turn + 2), new TurnTiming { FirstSoundMs = i }); break;
                case 7: Pass(random.Next(400)); break;
                default: _turns.Sent(new RealtimeInput { Text = "t" }); break;
            }
        }

        _turns.Finish();
        var ended = _told.OfType<TurnEnded>().Select(static end => end.Turn).ToArray();
        Assert.Equal(ended.Distinct(), ended);
        Assert.All(Ended(), static report => Assert.InRange(report.SaidAudioMs, 0, 100_000));
    }

    void Begin(int turn, string? heard, string said, int soundMs)
    {
        if (heard is not null)
            Take(turn, new ServerContent { InputTranscription = new Transcription { Text = heard } });
        Take(turn, new ServerContent { ModelTurn = Sound(soundMs), OutputTranscription = new Transcription { Text = said } });
    }

    void Complete(int turn)
    {
        Take(turn, new ServerContent { GenerationComplete = true });
        Take(turn, new ServerContent { TurnComplete = true });
    }

    void Take(int turn, ServerMessage message) => _turns.Received(new LiveEvent(message, _clock.GetTimestamp(), turn));

    void Pass(int ms)
    {
        for (var passed = 0; passed < ms; passed += 100)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(Math.Min(100, ms - passed)));
            _turns.Look();
        }
    }

    List<TurnReport> Ended() => [.. _told.OfType<TurnEnded>().Select(static end => end.Report)];

    List<TurnPhase> Phases() => [.. _told.OfType<PhaseChanged>().Select(static change => change.Phase)];

    static Content Sound(int ms) => new() { Parts = [new Part { InlineData = MediaBytes.FromRaw("audio/pcm;rate=24000", new byte[ms * 48]) }] };
}
