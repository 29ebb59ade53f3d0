using Cortex.Assistant.Pump;
using CsCheck;
using static Cortex.Assistant.Pump.TurnInputKind;

namespace Cortex.Assistant.Tests;

public sealed class TurnCoreTests
{
    private TurnState _state;
    private TimeSpan _now;
    private bool _soundLeft;

    [Fact]
    public void A_turn_opens_with_the_voice_and_ends_when_its_sound_was_heard()
    {
        Assert.Equal(TurnActions.OpenTurn, Feed(VoiceStarted));
        Feed(VoiceEnded);
        Assert.Equal(TurnActions.BeginAnswer, Feed(Content));
        _soundLeft = true;
        Assert.Equal(TurnActions.None, Feed(TurnComplete));
        Assert.Equal(TurnActions.EndAnswer, Feed(Drained));
        Assert.True(_state.IsIdle);
    }

    [Fact]
    public void A_voice_before_the_answer_continues_the_question()
    {
        Feed(VoiceStarted);
        Feed(VoiceEnded);

        Assert.Equal(TurnActions.None, Feed(VoiceStarted));
        Assert.Equal(1, _state.Newest);
    }

    [Fact]
    public void In_server_turns_the_answer_goes_on_until_the_server_interrupts()
    {
        Answering();

        Assert.Equal(TurnActions.OpenTurn, Feed(VoiceStarted));
        Assert.Equal(TurnActions.None, Feed(Content));
        Assert.Equal(TurnActions.Cut | TurnActions.EndAnswer, Feed(Interrupted));
        Assert.Equal(2, _state.Asking);
    }

    [Fact]
    public void In_client_turns_the_voice_itself_cuts()
    {
        Answering();

        Assert.Equal(TurnActions.Cut | TurnActions.EndAnswer | TurnActions.OpenTurn, Feed(VoiceStarted, clientTurns: true));
        Assert.Equal(TurnActions.Drop, Feed(Content));
        Feed(Interrupted);
        Feed(TurnComplete);
        Feed(VoiceEnded);
        Assert.Equal(TurnActions.BeginAnswer, Feed(Content));
        Assert.Equal(2, _state.Answering);
    }

    [Fact]
    public void What_comes_between_interrupted_and_turn_complete_is_late()
    {
        Answering();
        Feed(VoiceStarted);
        Feed(Interrupted);

        Assert.Equal(TurnActions.Drop, Feed(Content));
        Feed(TurnComplete);
        Assert.Equal(2, _state.Asking);
        Assert.Equal(TurnActions.BeginAnswer, Feed(Content));
    }

    [Fact]
    public void A_stop_takes_back_a_question_whose_answer_has_not_begun_and_drops_the_answer()
    {
        Feed(VoiceStarted);
        Feed(VoiceEnded);

        Assert.Equal(TurnActions.EndQuestion, Feed(Stopped));
        Assert.True(_state.IsIdle);
        Assert.Equal(TurnActions.Drop, Feed(Content));
        Feed(TurnComplete);
        Feed(VoiceStarted);
        Assert.Equal(TurnActions.BeginAnswer, Feed(Content));
    }

    [Fact]
    public void A_stop_in_the_middle_of_a_word_leaves_the_question_that_is_being_said()
    {
        Answering();
        Feed(VoiceStarted);

        Assert.Equal(TurnActions.Cut | TurnActions.EndAnswer, Feed(Stopped));
        Assert.Equal(2, _state.Asking);
    }

    [Fact]
    public void A_stop_where_nothing_is_open_does_nothing()
    {
        Assert.Equal(TurnActions.None, Feed(Stopped));
        Assert.Equal(TurnActions.BeginAnswer | TurnActions.OpenTurn, Feed(Content));
    }

    [Fact]
    public void A_turn_complete_that_never_comes_leaves_nobody_in_silence()
    {
        Answering();
        Feed(VoiceStarted);
        Feed(VoiceEnded);
        Feed(Interrupted);
        _now += TurnCore.DropLimit;

        Assert.Equal(TurnActions.BeginAnswer, Feed(Content));
    }

    [Fact]
    public void Interrupted_before_the_first_word_does_not_end_the_continued_question()
    {
        Feed(VoiceStarted);
        Feed(VoiceEnded);
        Feed(VoiceStarted);
        Feed(Interrupted);
        Feed(TurnComplete);
        Feed(VoiceEnded);

        Assert.Equal(1, _state.Asking);
        Assert.Equal(TurnActions.BeginAnswer, Feed(Content));
    }

    [Fact]
    public void The_end_of_the_calls_own_wire_turn_is_not_the_end_when_the_tool_is_slow()
    {
        Answering(Tools());
        Feed(TurnComplete);
        Feed(ToolsAnswered, count: 1);
        Assert.Equal(1, _state.Answering);
        Feed(Content);
        Assert.Equal(TurnActions.EndAnswer, Feed(TurnComplete));
    }

    [Fact]
    public void The_end_of_the_calls_own_wire_turn_is_not_the_end_when_the_tool_is_quick()
    {
        Answering(Tools());
        Feed(ToolsAnswered, count: 1);
        Assert.Equal(TurnActions.None, Feed(TurnComplete));
        Feed(Content);
        Assert.Equal(TurnActions.EndAnswer, Feed(TurnComplete));
    }

    [Fact]
    public void A_model_that_goes_on_in_the_calls_wire_turn_ends_with_it()
    {
        Answering(Tools());
        Feed(ToolsAnswered, count: 1);
        Feed(Content);
        Assert.Equal(TurnActions.EndAnswer, Feed(TurnComplete));
    }

    [Fact]
    public void A_model_that_says_nothing_about_a_tool_ends_after_a_while()
    {
        Answering(Tools());
        Feed(ToolsAnswered, count: 1);
        Feed(TurnComplete);
        _now += TurnCore.ToolGrace - TimeSpan.FromMilliseconds(1);
        Assert.Equal(TurnActions.None, Feed(Tick));
        _now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(TurnActions.EndAnswer, Feed(Tick));
    }

    [Fact]
    public void A_turn_whose_calls_were_cancelled_ends_with_the_wires()
    {
        Answering(Tools());
        Feed(ToolsWithdrawn, count: 1);
        Assert.Equal(TurnActions.EndAnswer, Feed(TurnComplete));
    }

    [Fact]
    public void A_request_in_progress_is_not_over()
    {
        Answering();
        Feed(TurnPaused);
        Assert.Equal(1, _state.Answering);
        Assert.Equal(TurnActions.None, Feed(Content));
        Assert.Equal(TurnActions.EndAnswer, Feed(TurnComplete));
    }

    [Fact]
    public void An_answer_without_words_ends_the_question_but_not_while_the_wearer_speaks()
    {
        Feed(VoiceStarted);
        Assert.Equal(TurnActions.None, Feed(TurnComplete));
        Feed(VoiceEnded);
        Assert.Equal(TurnActions.EndQuestion, Feed(TurnComplete));
    }

    [Fact]
    public void A_typed_question_cuts_the_answer()
    {
        Answering();
        Assert.Equal(TurnActions.Cut | TurnActions.EndAnswer | TurnActions.OpenTurn, Feed(Typed));
    }

    [Fact]
    public void The_end_of_the_conversation_lets_what_arrived_be_heard()
    {
        Answering();
        _soundLeft = true;
        Assert.Equal(TurnActions.None, Feed(Closed));
        Assert.Equal(TurnActions.EndAnswer, Feed(Drained));
    }

    [Fact]
    public void The_model_may_speak_first()
    {
        Assert.Equal(TurnActions.OpenTurn | TurnActions.BeginAnswer, Feed(Content));
        Assert.Equal(1, _state.Answering);
    }

    [Fact]
    public void Whatever_happens_every_turn_that_opened_ends_once_and_numbers_only_grow()
    {
        var input = Gen.Select(Gen.Enum<TurnInputKind>(), Gen.Int[0, 4000], Gen.Int[1, 3], Gen.Bool);
        Gen.Select(Gen.Bool, input.List[0, 60]).Sample((clientTurns, inputs) =>
        {
            var state = default(TurnState);
            var now = TimeSpan.Zero;
            var open = new HashSet<int>();
            void Take(TurnInputKind kind, int count, bool soundLeft)
            {
                var before = state;
                (state, var actions) = TurnCore.Advance(before, new TurnInput(kind, now, count, soundLeft), clientTurns);
                if (actions.HasFlag(TurnActions.EndAnswer))
                {
                    Assert.True(open.Remove(before.Answering), $"turn {before.Answering} ended and was not open");
                }

                if (actions.HasFlag(TurnActions.EndQuestion))
                {
                    Assert.True(open.Remove(before.Asking), $"turn {before.Asking} ended and was not open");
                }

                Assert.Equal(actions.HasFlag(TurnActions.OpenTurn) ? before.Newest + 1 : before.Newest, state.Newest);
                if (actions.HasFlag(TurnActions.OpenTurn))
                {
                    open.Add(state.Newest);
                }

                var held = new HashSet<int>(new[] { state.Asking, state.Answering }.Where(static turn => turn > 0));
                Assert.True(held.SetEquals(open), $"open are {string.Join(',', open)}, the state holds {string.Join(',', held)}");
            }

            foreach (var (kind, after, count, soundLeft) in inputs)
            {
                now += TimeSpan.FromMilliseconds(after);
                Take(kind, count, soundLeft);
            }

            Take(Closed, 0, soundLeft: true);
            Take(Drained, 0, soundLeft: false);
            Assert.Empty(open);
            Assert.True(state.IsIdle);
        });
    }

    private static TurnInputKind Tools() => ToolsCalled;

    private void Answering(TurnInputKind with = Content)
    {
        Feed(VoiceStarted);
        Feed(VoiceEnded);
        Feed(with, count: 1);
    }

    private TurnActions Feed(TurnInputKind kind, int count = 0, bool clientTurns = false)
    {
        (_state, var actions) = TurnCore.Advance(_state, new TurnInput(kind, _now, count, _soundLeft), clientTurns);
        return actions;
    }
}
