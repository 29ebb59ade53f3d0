using Cortex.Assistant.Pump;
using Cortex.Assistant.Talking;
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
        Assert.Equal(360, timing.VoiceEndDecidedMs!.Value - timing.VoiceEndMs.Value, 25.0);
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
        Assert.InRange(turn.Timing.DoneMs!.Value - turn.Timing.VoiceEndDecidedMs!.Value, 29_900, 30_300);
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
    public async Task A_long_answer_is_no_missing_answer()
    {
        await using var rig = new Rig();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(45_000);
                rig.Engine.Complete();
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.Equal(TalkEnd.Done, result.End);
        Assert.Equal(45_000, Assert.Single(result.Report.Turns).SaidAudioMs);
    }

    [Fact]
    public async Task An_answer_longer_than_the_player_holds_loses_its_end_and_says_so()
    {
        await using var rig = new Rig();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                for (var i = 0; i < 13; i++)
                {
                    rig.Engine.Speak(10_000);
                }

                rig.Engine.Complete();
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.InRange(Assert.Single(result.Report.Turns).SaidAudioMs, 119_000, 121_000);
        var lost = Assert.Single(result.Report.Lost);
        Assert.Equal(Live.LostKind.Playback, lost.What);
        Assert.InRange(lost.Ms, 9_000, 10_100);
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
        await rig.Until(() => talk.IsCompleted);
        var result = await talk;

        Assert.Equal(TalkEnd.Cancelled, result.End);
        var turn = Assert.Single(result.Report.Turns);
        Assert.InRange(turn.SaidAudioMs, 1500, 3500);
        Assert.StartsWith("A long story", turn.Said, StringComparison.Ordinal);
        Assert.InRange((await rig.HeardAsync()).Count(static sample => sample is not 0) / 24, 1500, 3500);
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

        public void On(PumpEvent happened) => Seen.Add(happened);
    }
}
