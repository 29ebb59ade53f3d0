using Cortex.Engines.Turns;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Turns;

/// <summary>Reference 3.3 and 4.1: what follows what.</summary>
public sealed class TurnOrderTests
{
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
        await stage.Run(1);
        await stage.Start();
        await stage.Until("interrupted complete");
        Assert.Equal("ready sound interrupted complete", stage.Trail);
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
    public async Task TurnComplete_comes_when_the_answer_would_have_been_played()
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 5));
        await stage.Speak();
        await stage.Until("complete");
        var first = stage.Ear.Events.First(item => item.Message is ServerContent { ModelTurn: not null }).Timestamp;
        var generated = stage.Ear.Events.First(item => item.Message is ServerContent { GenerationComplete: true }).Timestamp;
        var complete = stage.Ear.Events.First(item => item.Message is ServerContent { TurnComplete: true }).Timestamp;
        Assert.InRange(stage.Clock.GetElapsedTime(first, generated).TotalSeconds, 4.7 / 4.4, 5.1 / 4.4);
        Assert.InRange(stage.Clock.GetElapsedTime(first, complete).TotalSeconds, 5, 5.05);
    }
}
