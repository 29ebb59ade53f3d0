using Cortex.App.Run;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.App.Tests.Run;

public sealed class RunStoryTests
{
    readonly RunStory _story = new();

    [Fact]
    public void A_turn_is_question_answer_and_times()
    {
        Assert.Empty(Tell(new PhaseChanged(default, 1, TurnPhase.Listening), new WordsHeard(default, 1, " what is"), new WordsHeard(default, 1, " that")));
        Assert.Equal(" what is that", _story.Words);
        Assert.Equal([(RunLineKind.You, "what is that")], Tell(new WordsSaid(default, 1, "A tree."), new PhaseChanged(default, 1, TurnPhase.Speaking)));
        Assert.Equal("A tree.", _story.Words);
        Assert.Equal(
            [(RunLineKind.Cortex, "A tree."), (RunLineKind.Times, "first sound 480 ms after your voice · 1.2 s of sound")],
            Tell(Ends(1, "what is that", "A tree.")));
        Assert.Equal("", _story.Words);
    }

    [Fact]
    public void Words_heard_late_correct_the_question() =>
        Assert.Equal(
            [(RunLineKind.You, "what"), (RunLineKind.You, "what is that"), (RunLineKind.Cortex, "A tree."), (RunLineKind.Times, "first sound 480 ms after your voice · 1.2 s of sound")],
            Tell(new WordsHeard(default, 1, "what"), new PhaseChanged(default, 1, TurnPhase.Speaking), Ends(1, "what is that", "A tree.")));

    [Fact]
    public void A_turn_that_ends_after_the_next_began_keeps_its_own_words()
    {
        Tell(new WordsHeard(default, 1, "one"), new PhaseChanged(default, 1, TurnPhase.Speaking), new WordsHeard(default, 2, "two"));
        Assert.Equal((RunLineKind.Cortex, "A tr — interrupted"), Tell(Ends(1, "one", "A tr", interrupted: true))[1]);
        Assert.Equal("two", _story.Words);
    }

    [Fact]
    public void A_question_without_an_answer_is_said_and_a_cough_is_not()
    {
        Assert.Equal([(RunLineKind.You, "hello"), (RunLineKind.Cortex, "(no answer)")], Tell(Ends(1, "hello", null, saidMs: 0)));
        Assert.Empty(Tell(Ends(2, null, null, saidMs: 0)));
    }

    [Fact]
    public void An_answer_that_nobody_wrote_down_is_said_to_have_sounded() =>
        Assert.Equal((RunLineKind.Cortex, "(sound without words)"), Tell(Ends(1, null, null))[0]);

    [Fact]
    public void What_else_happens_is_said_in_a_line()
    {
        Assert.Equal(
            [
                (RunLineKind.Note, "live cannot answer (no network): offline answers from now on"),
                (RunLineKind.Note, "the connection is gone; it is being made again"),
                (RunLineKind.Note, "the connection is back"),
                (RunLineKind.Note, "lost: sound of the microphone, 400 ms (it was late)"),
                (RunLineKind.Note, "asks weather"),
            ],
            Tell(
                new Noticed(default, 1, new RungChanged("live", "offline", "no network")),
                new Noticed(default, 1, new StateChanged(ConversationState.Ready, ConversationState.Recovering, "")),
                new Noticed(default, 1, new StateChanged(ConversationState.Recovering, ConversationState.Ready, "")),
                new Noticed(default, 1, new StateChanged(ConversationState.HandingOver, ConversationState.Ready, "")),
                new Noticed(default, 1, new Lost(LostKind.Microphone, TimeSpan.FromMilliseconds(400), 20, "it was late")),
                new ToolCalled(default, 1, "weather")));
    }

    [Fact]
    public void A_model_that_never_stops_fills_no_memory()
    {
        for (var i = 0; i < 1000; i++)
            Tell(new WordsSaid(default, 1, new string('a', 100)));
        Assert.Equal(2000, _story.Words.Length);
    }

    static TurnEnded Ends(int turn, string? heard, string? said, double saidMs = 1200, bool interrupted = false) =>
        new(default, turn, new TurnReport(heard, said, saidMs, interrupted, saidMs > 0 ? new TurnTiming { ResponseMs = 480 } : new TurnTiming()));

    List<(RunLineKind, string)> Tell(params PumpEvent[] events) =>
        [.. events.SelectMany(happened => _story.Tell(happened)).Select(static line => (line.Kind, line.Text))];
}
