using Cortex.Assistant.Pump;
using Cortex.Assistant.Talking;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Tests;

public sealed class TalkDriverTests
{
    [Theory]
    [InlineData(false, 24_000)]
    [InlineData(true, 48_000)]
    public async Task A_spoken_question_is_answered_and_accounted_for(bool clientTurns, int speakerHz)
    {
        await using var rig = new Rig(clientTurns, speakerHz: speakerHz);
        Answer(rig, "end", heard: " what is this", said: " A red car.");

        var result = await rig.TalkAsync(Rig.Say(600));

        var turn = Assert.Single(result.Report.Turns);
        Assert.Equal(TalkEnd.Done, result.End);
        Assert.Equal(("what is this", "A red car."), (turn.Heard, turn.Said));
        Assert.Equal(400, turn.SaidAudioMs);
        Assert.False(turn.Interrupted);
        Assert.Equal(400, (await rig.HeardAsync()).Count(static sample => sample > 7900) / (speakerHz / 1000.0), 5.0);
        var timing = turn.Timing;
        Assert.Equal(600, timing.VoiceEndMs!.Value - timing.VoiceStartMs!.Value, 25.0);
        Assert.InRange(timing.VoiceEndDecidedMs!.Value - timing.VoiceEndMs.Value, 275, 345);
        Assert.Equal(timing.FirstSoundMs - timing.VoiceEndMs, timing.ResponseMs);
        Assert.True(timing.FirstAudioMs <= timing.FirstSoundMs && timing.FirstSoundMs + 399 <= timing.DoneMs);
        Assert.True(clientTurns ? timing.TurnEndSentMs >= timing.VoiceEndDecidedMs : timing.TurnEndSentMs < timing.VoiceEndDecidedMs);
        Assert.NotNull(timing.ClientAddedMs);
    }

    [Fact]
    public async Task Several_turns_follow_one_another_each_with_its_own_answer()
    {
        await using var rig = new Rig();
        Answer(rig, "end", heard: null, said: " Yes.");

        var result = await rig.TalkAsync(Rig.Say(300), Rig.Say(300), Rig.Say(300));

        Assert.Equal(["Yes.", "Yes.", "Yes."], result.Report.Turns.Select(static turn => turn.Said));
        Assert.All(result.Report.Turns, static turn => Assert.Null(turn.Heard));
        var timings = result.Report.Turns.Select(static turn => turn.Timing).ToList();
        Assert.True(timings[0].DoneMs < timings[1].VoiceStartMs && timings[1].DoneMs < timings[2].VoiceStartMs);
        Assert.Equal(6, result.History.Entries.Count);
    }

    [Fact]
    public async Task No_answer_ends_with_the_limit_and_the_turn_says_so()
    {
        await using var rig = new Rig();

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.Equal(TalkEnd.NoAnswer, result.End);
        var turn = Assert.Single(result.Report.Turns);
        Assert.False(turn.Answered);
        Assert.Null(turn.Said);
        Assert.InRange(turn.Timing.DoneMs!.Value - turn.Timing.VoiceEndDecidedMs!.Value, 2_900, 3_200);
    }

    [Fact]
    public async Task A_turn_that_the_engine_ends_without_an_answer_is_no_long_wait()
    {
        await using var rig = new Rig();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind == "end")
            {
                rig.Engine.Complete();
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.Equal(TalkEnd.Silent, result.End);
        Assert.False(Assert.Single(result.Report.Turns).Answered);
    }

    [Fact]
    public async Task A_recording_without_a_voice_is_a_turn_that_nobody_heard()
    {
        await using var rig = new Rig();

        var result = await rig.TalkAsync(new WearerTurn { Speech = new short[16_000] });

        Assert.Equal(TalkEnd.NoAnswer, result.End);
        var turn = Assert.Single(result.Report.Turns);
        Assert.Null(turn.Timing.VoiceStartMs);
    }

    [Fact]
    public async Task The_rest_of_an_answer_that_a_lost_connection_cut_is_waited_for_and_no_failure_when_it_does_not_come()
    {
        await using var rig = new Rig();
        var asked = 0;
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is not "end")
            {
                return;
            }

            rig.Engine.Speak(400, words: " Half");
            if (++asked > 1)
            {
                rig.Engine.Complete();
                return;
            }

            rig.Engine.Say(new StateChanged(ConversationState.Ready, ConversationState.Recovering, "cut"));
            rig.Engine.Say(new ServerContent { TurnComplete = true });
            rig.Engine.Say(new StateChanged(ConversationState.Recovering, ConversationState.Ready, "back"));
        };

        var result = await rig.TalkAsync(Rig.Say(500), Rig.Say(500));

        Assert.Equal(TalkEnd.Done, result.End);
        Assert.Equal(2, result.Report.Turns.Count);
        Assert.True(result.Report.Turns[1].Timing.VoiceStartMs - result.Report.Turns[0].Timing.DoneMs > 2_500);
    }

    [Fact]
    public async Task A_long_answer_is_no_missing_answer()
    {
        await using var rig = new Rig();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(7_000);
                rig.Engine.Complete();
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.Equal(TalkEnd.Done, result.End);
        Assert.Equal(7_000, Assert.Single(result.Report.Turns).SaidAudioMs);
    }

    [Fact]
    public async Task An_answer_longer_than_the_player_holds_loses_its_end_and_says_so()
    {
        await using var rig = new Rig();
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Playback = new Media.Playback.PlaybackOptions { Capacity = TimeSpan.FromSeconds(2) } } };
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                for (var i = 0; i < 13; i++)
                {
                    rig.Engine.Speak(200);
                }

                rig.Engine.Complete();
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.InRange(Assert.Single(result.Report.Turns).SaidAudioMs, 1_990, 2_100);
        var lost = Assert.Single(result.Report.Lost);
        Assert.Equal(Live.LostKind.Playback, lost.What);
        Assert.InRange(lost.Ms, 500, 610);
    }

    [Fact]
    public async Task Cancelling_ends_it_cleanly_with_what_came()
    {
        await using var rig = new Rig();
        using var stop = new CancellationTokenSource();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(10_000, words: " A long story about a very long road, that goes on and on, and on, and never seems to end at all.");
            }
        };
        var talk = rig.Begin(stop.Token, Rig.Say(500));
        await rig.Run(TimeSpan.FromSeconds(4));
        await stop.CancelAsync();
        var result = await Cortex.Testing.Patience.Within(talk, "the end");

        Assert.Equal(TalkEnd.Cancelled, result.End);
        var turn = Assert.Single(result.Report.Turns);
        // The clock goes on until the driver has noticed: how far is the machine's matter, that it is a part is ours.
        Assert.InRange(turn.SaidAudioMs, 1500, 9000);
        Assert.StartsWith("A long story", turn.Said, StringComparison.Ordinal);
        Assert.InRange((await rig.HeardAsync()).Count(static sample => sample is not 0) / 24, 1500, 9000);
    }

    [Fact]
    public async Task A_goodbye_after_the_last_answer_is_no_failure()
    {
        await using var rig = new Rig();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(300, words: " Yes.");
                rig.Engine.Complete();
                rig.Engine.Close(new Live.CloseReason(Live.CloseSide.Server, 1000, "", Live.CloseClass.Clean));
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.Equal(TalkEnd.Done, result.End);
        Assert.Equal((300, "Yes."), (result.Report.Turns[0].SaidAudioMs, result.Report.Turns[0].Said));
    }

    [Theory]
    [InlineData(1011, Live.CloseClass.ServerFault, TalkEnd.Closed)]
    [InlineData(1000, Live.CloseClass.Clean, TalkEnd.Done)]
    public async Task A_server_that_fails_after_the_last_sound_and_before_the_turns_end_has_failed(int code, Live.CloseClass kind, TalkEnd end)
    {
        await using var rig = new Rig();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(300, words: " Yes.");
                rig.Engine.Say(new ServerContent { GenerationComplete = true });
                rig.Engine.Close(new Live.CloseReason(Live.CloseSide.Server, code, "", kind));
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.Equal(end, result.End);
        Assert.Equal((300, "Yes."), (result.Report.Turns[0].SaidAudioMs, result.Report.Turns[0].Said));
    }

    [Fact]
    public async Task A_server_that_is_gone_before_it_answers_is_a_failure()
    {
        await using var rig = new Rig();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Close(new Live.CloseReason(Live.CloseSide.Network, 1006, "", Live.CloseClass.Network));
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.Equal(TalkEnd.Closed, result.End);
        Assert.False(Assert.Single(result.Report.Turns).Answered);
    }

    [Fact]
    public async Task A_refused_setup_ends_it_with_the_reason()
    {
        await using var rig = new Rig();
        rig.Engine.Refuses = new Live.CloseReason(Live.CloseSide.Server, 1007, "API key not valid.", Live.CloseClass.RefusedSetup);

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.Equal(TalkEnd.Closed, result.End);
        Assert.Equal("API key not valid.", result.Closed!.Text);
        Assert.Empty(result.Report.Turns);
    }

    [Fact]
    public async Task Observers_see_the_turn_go_by_in_order()
    {
        await using var rig = new Rig();
        var watcher = new Watcher();
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Observers = [watcher] } };
        Answer(rig, "end", heard: " what", said: " This.");

        await rig.TalkAsync(Rig.Say(500));

        Assert.Equal(
            [TurnPhase.Listening, TurnPhase.Thinking, TurnPhase.Speaking, TurnPhase.Idle, TurnPhase.Closed],
            watcher.Seen.OfType<PhaseChanged>().Select(static change => change.Phase));
        Assert.Equal([" what"], watcher.Seen.OfType<WordsHeard>().Select(static words => words.Text));
        Assert.Equal([" This."], watcher.Seen.OfType<WordsSaid>().Select(static words => words.Text));
        Assert.Equal("This.", Assert.Single(watcher.Seen.OfType<TurnEnded>()).Report.Said);
        Assert.IsType<Live.Closed>(watcher.Seen.OfType<Noticed>().Last().Notice);
    }

    [Fact]
    public async Task An_observer_that_is_too_slow_loses_the_oldest_and_is_told_how_many()
    {
        var held = new TaskCompletionSource();
        var watcher = new Watcher { Holds = held.Task };
        var queue = new ObserverQueue(watcher);
        for (var i = 1; i <= 1500; i++)
        {
            queue.Post(new WordsSaid(TimeSpan.Zero, i, ""));
            if (i is 1)
            {
                await Cortex.Testing.Patience.Until(() => watcher.Seen.Count is 1, "the observer to hang in the first");
            }
        }

        held.SetResult();
        await queue.CompleteAsync();

        Assert.Equal(1500 - 1 - 1024, Assert.IsType<Missed>(watcher.Seen[1]).Count);
        Assert.Equal((1500 - 1024 + 1, 1500, 1026), (watcher.Seen[2].Turn, watcher.Seen[^1].Turn, watcher.Seen.Count));
    }

    [Fact]
    public async Task The_last_answer_is_kept_with_its_sound()
    {
        await using var rig = new Rig();
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { KeepsSound = true } };
        Answer(rig, "text", heard: null, said: " Twice told.");
        await using var pump = rig.Start();

        for (var i = 0; i < 2; i++)
        {
            await pump.AskAsync("again", TestContext.Current.CancellationToken);
            await rig.Until(() => pump.Status.IsIdle);
        }

        var kept = pump.Kept!;
        Assert.Equal((2, "Twice told.", false, 400 * 24), (kept.Turn, kept.Words, kept.Interrupted, kept.Sound.Length));
        Assert.Equal(TimeSpan.FromMilliseconds(400), kept.Heard);
    }

    [Fact]
    public async Task A_recorded_talk_plays_again_from_its_cassette()
    {
        var folder = Directory.CreateTempSubdirectory("cortex-talk").FullName;
        try
        {
            var path = Path.Combine(folder, "talk.jsonl");
            await using var rig = new Rig();
            Answer(rig, "end", heard: " what is this", said: " A red car.");
            TalkResult first;
            await using (var recording = new Engines.Recording.RecordingEngine(
                rig.Engine, path, new Engines.Recording.RecordingOptions { IncludesAudio = true, IncludesPictures = true }, rig.Clock, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance))
            {
                first = await rig.TalkAsync(recording, Rig.Say(600));
            }

            await using var again = new Rig();
            var second = await again.TalkAsync(
                new Engines.Recording.Cassettes.CassetteEngine(Engines.Recording.Cassettes.Cassette.Load(path), again.Clock), Rig.Say(600));

            Assert.Equal(TalkEnd.Done, second.End);
            var (then, now) = (first.Report.Turns[0], second.Report.Turns[0]);
            Assert.Equal((then.Heard, then.Said, then.SaidAudioMs), (now.Heard, now.Said, now.SaidAudioMs));
            Assert.Equal((await rig.HeardAsync()).Count(static sample => sample is 8000), (await again.HeardAsync()).Count(static sample => sample is 8000));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Answer(Rig rig, string when, string? heard, string said) => rig.Engine.OnSent = sent =>
    {
        if (sent.Kind != when)
        {
            return;
        }

        if (heard is not null)
        {
            rig.Engine.Say(new ServerContent { InputTranscription = new Transcription { Text = heard } });
        }

        rig.Engine.Speak(400, words: said);
        rig.Engine.Complete();
    };

    private sealed class Watcher : IPumpObserver
    {
        public List<PumpEvent> Seen { get; } = [];

        public Task Holds { get; init; } = Task.CompletedTask;

        public void On(PumpEvent happened)
        {
            Seen.Add(happened);
            Holds.GetAwaiter().GetResult();
        }
    }
}
