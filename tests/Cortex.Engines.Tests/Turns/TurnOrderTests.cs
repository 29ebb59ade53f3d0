using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Turns;

/// <summary>Reference 3.3 and 4.1 in manual turns: what follows what, and who interrupts.</summary>
public sealed class TurnOrderTests
{
    private static readonly Setup Polite = With(ActivityHandling.NoInterruption);

    [Fact]
    public async Task A_turn_goes_heard_words_sound_generated_complete()
    {
        var brain = new TestBrain(_ => [new AnswerHeard("what is in front of me"), TestBrain.Say("A door, a step away, with a handle on the left.", 6)]);
        await using var stage = new Stage(brain, Stage.Turns(new AutomaticActivityDetection { Disabled = true }, transcripts: true));
        await stage.Speak();
        await stage.Until("complete");
        Assert.Matches("^ready heard said( sound said)+ sound generated complete$", stage.Trail);
        Assert.Equal(0.2 * 32_000, Assert.Single(brain.Asked).Speech.Length);
        Assert.Equal(6, stage.SoundSent.TotalSeconds, 3);
    }

    [Fact]
    public async Task ActivityStart_cuts_an_answer_interrupted_first_and_never_generated()
    {
        await using var stage = new Stage(TestBrain.Says("A very long answer.", 20));
        await stage.Speak();
        await stage.Until("sound");
        await stage.Start();
        await stage.Until("interrupted complete");
        Assert.Equal("ready sound interrupted complete", stage.Trail);
    }

    [Fact]
    public async Task ActivityStart_cuts_an_answer_that_has_not_begun_and_stops_the_brain()
    {
        var brain = new TestBrain(_ => []) { Before = new TaskCompletionSource().Task };
        await using var stage = new Stage(brain);
        await stage.Speak();
        await stage.Run(1);
        await stage.Start();
        await stage.Until("ready interrupted complete");
        await Testing.Patience.Until(() => brain.Cancelled == 1, "the brain was cancelled");
    }

    [Fact]
    public async Task A_voice_that_starts_while_the_answer_is_played_out_interrupts_too()
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 5));
        await stage.Speak();
        await stage.Until("generated");
        await stage.Start();
        await stage.Until("sound generated interrupted complete");
    }

    [Fact]
    public async Task Where_turnComplete_is_not_held_a_voice_while_it_plays_sends_interrupted_after_it()
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 5), options: new TurnEngineOptions { HoldTurnComplete = false });
        await stage.Speak();
        await stage.Until("sound generated complete");
        await stage.Start();
        await stage.Until("sound generated complete interrupted");
        await stage.Run(6);
        await stage.End();
        await stage.Start();
        await stage.Run(1);
        Assert.DoesNotContain("interrupted interrupted", stage.Trail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TurnComplete_comes_when_the_answer_would_have_been_played()
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 5));
        await stage.Speak();
        await stage.Until("complete");
        var first = At(stage, static content => content.ModelTurn is not null);
        Assert.InRange(stage.Clock.GetElapsedTime(first, At(stage, static content => content.GenerationComplete)).TotalSeconds, 4.7 / 4.4, 5.1 / 4.4);
        Assert.InRange(stage.Clock.GetElapsedTime(first, At(stage, static content => content.TurnComplete)).TotalSeconds, 5, 5.05);
    }

    [Fact]
    public async Task Without_interruption_the_next_question_waits_for_its_turn()
    {
        var brain = TestBrain.Says("An answer.", 3);
        await using var stage = new Stage(brain, Polite);
        await stage.Speak();
        await stage.Until("sound");
        await stage.Speak();
        await stage.Type("and this one");
        await stage.Until("sound generated complete sound generated complete sound generated complete");
        Assert.DoesNotContain("interrupted", stage.Trail, StringComparison.Ordinal);
        Assert.Equal([0, 1, 2], brain.Asked.Select(static question => question.Turn));
        Assert.Equal("and this one", brain.Asked[2].Text);
    }

    [Fact]
    public async Task ActivityEnd_without_a_start_does_nothing()
    {
        var brain = TestBrain.Says("An answer.", 20);
        await using var stage = new Stage(brain);
        await stage.End();
        await stage.Speak();
        await stage.Until("sound");
        await stage.End();
        await stage.Run(1);
        Assert.Equal("ready sound", stage.Trail);
        Assert.Single(brain.Asked);
    }

    [Fact]
    public async Task A_turn_of_nothing_is_answered_with_waiting_for_input()
    {
        var brain = TestBrain.Says("An answer.", 1);
        await using var stage = new Stage(brain);
        await stage.Start();
        await stage.End();
        await stage.Until("ready waiting");
        Assert.Empty(brain.Asked);
    }

    [Fact]
    public async Task Sound_outside_a_manual_turn_is_discarded()
    {
        var brain = TestBrain.Says("An answer.", 1);
        await using var stage = new Stage(brain);
        await stage.Sound(new short[16_000]);
        await stage.Speak(0.5);
        await stage.Sound(new short[16_000]);
        await stage.Until("complete");
        Assert.Equal(0.5 * 32_000, Assert.Single(brain.Asked).Speech.Length);
    }

    [Fact]
    public async Task Sound_and_pictures_never_interrupt()
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 20));
        await stage.Speak();
        await stage.Until("sound");
        await stage.Sound(new short[8_000]);
        await stage.Send(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", new byte[100]) });
        await stage.Run(0.5);
        Assert.Equal("ready sound", stage.Trail);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Typed_words_interrupt_as_activity_does(bool polite, bool interrupts)
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 20), polite ? Polite : Stage.Manual);
        await stage.Speak();
        await stage.Until("sound");
        await stage.Type("stop");
        await stage.Run(0.5);
        await stage.Until(interrupts ? "ready sound interrupted complete sound" : "ready sound");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Client_content_interrupts_when_its_turn_is_complete_whatever_activity_does(bool complete)
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 20), Polite);
        await stage.Speak();
        await stage.Until("sound");
        await stage.Content("and now this", complete);
        await stage.Run(0.5);
        await stage.Until(complete ? "ready sound interrupted complete sound" : "ready sound");
    }

    [Fact]
    public async Task An_utterance_that_is_too_long_ends_there_and_is_answered()
    {
        var brain = TestBrain.Says("An answer.", 1);
        await using var stage = new Stage(brain, options: new TurnEngineOptions { LongestUtterance = TimeSpan.FromSeconds(2) });
        await stage.Start();
        await stage.Sound(new short[48_000]);
        await stage.Until("sound generated complete");
        await stage.End();
        Assert.Equal(2 * 32_000, Assert.Single(brain.Asked).Speech.Length);
        Assert.Equal("ready sound generated complete", stage.Trail);
    }

    [Fact]
    public async Task Events_carry_the_turn_they_belong_to()
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 20));
        await stage.Type("one");
        await stage.Until("sound");
        await stage.Type("two");
        await stage.Until("interrupted complete sound");
        var cut = stage.Ear.Events.Single(static item => item.Message is ServerContent { Interrupted: true });
        Assert.Equal((0, 1, 2), (stage.Ear.Events[0].Turn, cut.Turn, stage.Ear.Events[^1].Turn));
    }

    private static Setup With(ActivityHandling handling) => new()
    {
        Model = "models/test",
        RealtimeInputConfig = new RealtimeInputConfig
        {
            AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true },
            ActivityHandling = handling,
        },
    };

    private static long At(Stage stage, Predicate<ServerContent> which) =>
        stage.Ear.Events.First(item => item.Message is ServerContent content && which(content)).Timestamp;
}
