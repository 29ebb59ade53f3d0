using Cortex.Live.Protocol;
using Cortex.Live.Session;

namespace Cortex.Live.Tests.Session;

public sealed class TurnStateTests
{
    private static readonly ServerContent Speech = new() { ModelTurn = Content.FromText("words") };
    private static readonly ServerContent Complete = new() { TurnComplete = true };
    private static readonly ServerContent Interrupted = new() { Interrupted = true };
    private static readonly ToolCall Call = new() { FunctionCalls = [new FunctionCall { Id = "a", Name = "lamp" }] };

    private TurnState _state = new();

    [Fact]
    public void An_utterance_and_its_answer_are_one_turn()
    {
        _state = _state.Asked(marked: true);
        Assert.Equal([1, 1, 1, 1], Stamps(new ServerContent { InputTranscription = new() { Text = " hello" } }, Speech, Speech, Complete));
        Assert.False(_state.IsOpen);
        Assert.Equal([1], Stamps(new SessionResumptionUpdate { NewHandle = "h", Resumable = true }));
        _state = _state.Asked(marked: true);
        Assert.Equal([2, 2], Stamps(Speech, Complete));
    }

    [Fact]
    public void A_pause_in_the_utterance_opens_no_second_turn()
    {
        _state = _state.Asked(marked: true).Asked(marked: true);
        Assert.Equal([1], Stamps(Speech));
    }

    [Fact]
    public void Speaking_into_the_answer_opens_the_next_turn_when_the_cut_answer_is_complete()
    {
        _state = _state.Asked(marked: true);
        Stamps(Speech);
        _state = _state.Asked(marked: true);
        Assert.Equal([1, 1, 1, 2], Stamps(Speech, Interrupted, Complete, Speech));
    }

    [Fact]
    public void A_voice_that_went_on_before_the_answer_showed_and_cuts_it_is_the_next_question()
    {
        _state = _state.Asked(marked: true).Hushed().Asked(marked: true);
        Stamps(Speech, Interrupted);
        _state = _state.Hushed();
        Stamps(Complete);
        Assert.True(_state.IsWaiting);
        Assert.False(_state.IsQuiet);
        Assert.Equal([2, 2], Stamps(Speech, Complete));
        Assert.False(_state.IsOpen);
    }

    [Fact]
    public void A_tool_call_keeps_the_turn_open_over_the_ends_of_the_wires_turns()
    {
        _state = _state.Asked(marked: true);
        Assert.Equal([1, 1], Stamps(Call, Complete));
        _state = _state.Answered(_state.Calls[0], silently: false);
        Assert.Equal([1, 1], Stamps(Speech, Complete));
        Assert.False(_state.IsOpen);
    }

    [Fact]
    public void A_tool_answer_that_overtakes_the_end_of_its_calls_turn_does_not_end_the_wearers()
    {
        _state = _state.Asked(marked: true);
        Stamps(Call);
        _state = _state.Answered(_state.Calls[0], silently: false);
        Assert.Equal([1, 1, 1], Stamps(Complete, Speech, Complete));
        Assert.False(_state.IsOpen);
    }

    [Fact]
    public void A_silent_tool_answer_waits_for_no_speech()
    {
        _state = _state.Asked(marked: true);
        Stamps(Call);
        _state = _state.Answered(_state.Calls[0], silently: true);
        Stamps(Complete);
        Assert.False(_state.IsOpen);
    }

    [Fact]
    public void A_new_question_ends_the_wait_for_a_tools_speech()
    {
        _state = _state.Asked(marked: true);
        Stamps(Call, Complete);
        _state = _state.Asked(marked: true);
        Assert.Equal([2], Stamps(Speech));
    }

    [Fact]
    public void An_interaction_in_progress_is_one_turn_until_it_is_idle()
    {
        _state = _state.Asked(marked: true);
        var going = new ServerContent { TurnComplete = true, InteractionStatus = InteractionStatus.InProgress };
        var idle = new ServerContent { TurnComplete = true, InteractionStatus = InteractionStatus.Idle };
        Assert.Equal([1, 1, 1, 1], Stamps(Speech, going, Speech, idle));
        Assert.False(_state.IsOpen);
    }

    [Fact]
    public void Without_marks_the_server_opens_the_turns()
    {
        var words = new ServerContent { InputTranscription = new() { Text = " hello" } };
        Assert.Equal([1, 1, 1, 2, 2], Stamps(words, Speech, Complete, new VoiceActivity { Type = VoiceActivityType.Start }, words));
    }

    [Fact]
    public void With_marks_a_late_transcript_belongs_to_the_turn_that_was()
    {
        _state = _state.Asked(marked: true);
        Assert.Equal([1, 1, 1], Stamps(Speech, Complete, new ServerContent { InputTranscription = new() { Text = " late" } }));
        Assert.False(_state.IsOpen);
    }

    [Fact]
    public void What_dies_is_closed_in_the_order_of_the_wire()
    {
        _state = _state.Asked(marked: true);
        Stamps(Speech, Call);
        Assert.Collection(
            _state.Dying(),
            static message => Assert.True(Assert.IsType<ServerContent>(message).Interrupted),
            static message => Assert.Equal(["a"], Assert.IsType<ToolCallCancellation>(message).Ids),
            static message => Assert.True(Assert.IsType<ServerContent>(message).TurnComplete));
        Stamps(Interrupted, new ToolCallCancellation { Ids = ["a"] });
        Assert.True(Assert.IsType<ServerContent>(Assert.Single(_state.Dying())).TurnComplete);
        Stamps(Complete);
        Assert.Empty(_state.Dying());
    }

    private List<int> Stamps(params ServerMessage[] messages)
    {
        List<int> stamps = [];
        foreach (var message in messages)
        {
            _state = _state.Heard(message, out var stamp);
            stamps.Add(stamp);
        }

        return stamps;
    }
}
