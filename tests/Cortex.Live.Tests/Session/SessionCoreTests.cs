using Cortex.Live.Protocol;
using Cortex.Live.Session;
using CsCheck;

namespace Cortex.Live.Tests.Session;

public sealed class SessionCoreTests
{
    private static readonly SessionLimits Limits = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5));
    private static readonly CloseReason Broke = new(CloseSide.Network, 1006, "gone", CloseClass.Network);

    private readonly SessionCore _core = new(Limits);
    private SessionState _state = SessionState.New;

    [Fact]
    public void A_session_dials_sets_up_and_flows()
    {
        Assert.Equal([new SessionAction.Arm(SessionTimer.Connect, Limits.Connect), new SessionAction.Dial(1)], Do(SessionInput.Opened));
        Assert.Equal(
            [new SessionAction.Disarm(SessionTimer.Connect), new SessionAction.Arm(SessionTimer.Setup, Limits.Setup), new SessionAction.SendSetup(null, SeedKind.Tail, 0)],
            Do(SessionInput.Dialled(1)));
        var ready = Do(SessionInput.Received(1, new SetupComplete()));
        Assert.Equal(
            [
                new SessionAction.Flow(Resumed: false),
                new SessionAction.Tell(new StateChanged(ConversationState.Connecting, ConversationState.Ready, "the setup was accepted")),
                new SessionAction.Forward(),
            ],
            ready[^3..]);
        Assert.Equal([new SessionAction.Forward()], Do(SessionInput.Received(1, new UnknownServerMessage())));
        Do(SessionInput.Left(CloseReason.Done));
        Assert.Equal(CloseReason.Done, _state.End);
        Assert.Empty(Do(SessionInput.Left(CloseReason.Done)));
    }

    [Fact]
    public void A_session_opened_with_a_handle_resumes()
    {
        _state = SessionState.New with { Handle = "h" };
        Do(SessionInput.Opened);
        Assert.Contains(new SessionAction.SendSetup("h", SeedKind.Tail, 0), Do(SessionInput.Dialled(1)));
        Assert.Contains(new SessionAction.Flow(Resumed: true), Do(SessionInput.Received(1, new SetupComplete())));
    }

    [Fact]
    public void The_newest_good_handle_is_kept_and_an_empty_one_never_replaces_it()
    {
        Ready();
        Do(SessionInput.Received(1, new SessionResumptionUpdate { NewHandle = "one", Resumable = true }));
        Do(SessionInput.Received(1, new SessionResumptionUpdate()));
        Do(SessionInput.Received(1, new SessionResumptionUpdate { NewHandle = "", Resumable = true }));
        Do(SessionInput.Received(1, new SessionResumptionUpdate { NewHandle = "not now", Resumable = false }));
        Assert.Equal("one", _state.Handle);
        Do(SessionInput.Received(1, new SessionResumptionUpdate { NewHandle = "two", Resumable = true }));
        Assert.Equal("two", _state.Handle);
    }

    [Fact]
    public void GoAway_is_handed_on_and_noted()
    {
        Ready();
        Do(SessionInput.Asked(marked: true));
        Assert.Equal(
            [new SessionAction.Forward(), new SessionAction.Arm(SessionTimer.Handover, TimeSpan.FromSeconds(46))],
            Do(SessionInput.Received(1, new GoAway { TimeLeft = TimeSpan.FromSeconds(50) }), TimeSpan.FromMinutes(9)));
        Assert.Equal(TimeSpan.FromMinutes(9) + TimeSpan.FromSeconds(50), _state.GoesAwayAt);
    }

    [Theory]
    [InlineData(false, "no connection within 10 s", CloseClass.Network)]
    [InlineData(true, "did not answer the setup within 5 s", CloseClass.ServerFault)]
    public void Each_wait_has_its_limit(bool connected, string words, CloseClass expected)
    {
        Do(SessionInput.Opened);
        if (connected)
        {
            Do(SessionInput.Dialled(1));
        }

        Assert.Empty(Do(SessionInput.Due(connected ? SessionTimer.Connect : SessionTimer.Setup)));
        Do(SessionInput.Due(connected ? SessionTimer.Setup : SessionTimer.Connect));
        Assert.Contains(words, _state.End!.Text, StringComparison.Ordinal);
        Assert.Equal(expected, _state.End.Class);
    }

    [Fact]
    public void A_message_in_the_middle_of_an_answer_changes_nothing()
    {
        Ready();
        var sound = new ServerContent { ModelTurn = Content.FromText("x") };
        Do(SessionInput.Received(1, sound));
        var before = _state;
        Do(SessionInput.Received(1, sound));
        Assert.Same(before, _state);
    }

    [Fact]
    public void Any_sequence_of_inputs_keeps_the_stream_well_formed_and_ends_once() =>
        Gen.Int[0, 19].Array[0, 200].Sample(KeepsItsPromises, iter: 20_000);

    private static void KeepsItsPromises(int[] inputs)
    {
        var core = new SessionCore(Limits);
        var state = SessionState.New;
        var setUps = 0;
        var finished = false;
        var turn = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = Input(inputs[i], i, state);
            var step = core.Step(state, input, TimeSpan.FromMilliseconds(i));
            Assert.False(finished && !step.Actions.IsEmpty, "something was done after the end");
            Assert.True(step.Turn >= turn, "the turn went back");
            turn = step.Turn;
            foreach (var action in step.Actions)
            {
                Assert.False(finished, "the end was not last");
                switch (action)
                {
                    case SessionAction.Finish:
                        finished = true;
                        break;
                    case SessionAction.Forward:
                        setUps += input.Message is SetupComplete ? 1 : 0;
                        Assert.True(setUps == 1, "a message went out before setupComplete, or it went out twice");
                        break;
                    case SessionAction.Dial dial:
                        Assert.Equal(state.Connection + 1, dial.Connection);
                        break;
                    default:
                        break;
                }
            }

            Assert.Equal(finished, step.State.Stage is SessionStage.Over);
            Assert.Equal(step.State.Phase is ConversationState.Closed, step.State.End is not null);
            if (finished && state.Stage is not SessionStage.Over)
            {
                var said = step.Actions.OfType<SessionAction.Say>().Select(static say => say.Message).ToArray();
                Assert.DoesNotContain(said, static message => message is ServerContent { Interrupted: true });
                Assert.True(!state.Turn.IsAnswering || said is [.., ServerContent { TurnComplete: true }], "an answer was left open");
                Assert.Equal(
                    state.Turn.Calls.Select(static call => call.Id).OfType<string>(),
                    said.OfType<ToolCallCancellation>().SelectMany(static cancellation => cancellation.Ids));
            }

            state = step.State;
        }
    }

    private static SessionInput Input(int kind, int i, SessionState state) => kind switch
    {
        0 => SessionInput.Opened,
        1 or 2 => SessionInput.Dialled(state.Connection),
        3 => i % 7 == 0 ? SessionInput.DialFailed(state.Connection, Broke) : SessionInput.DialFailed(state.Connection - 1, Broke),
        4 or 5 => SessionInput.Received(state.Connection, new SetupComplete()),
        6 or 7 => SessionInput.Received(state.Connection, new ServerContent { ModelTurn = Content.FromText("x") }),
        8 => SessionInput.Received(state.Connection, new ServerContent { TurnComplete = true }),
        9 => SessionInput.Received(state.Connection, new ServerContent { Interrupted = true }),
        10 => SessionInput.Received(state.Connection, new ToolCall { FunctionCalls = [new FunctionCall { Id = $"c{i}", Name = "f" }, new FunctionCall { Name = "v" }] }),
        11 => SessionInput.Received(state.Connection, new ToolCallCancellation { Ids = [state.Turn.Calls.FirstOrDefault()?.Id ?? "none"] }),
        12 => state.Turn.Calls.IsEmpty ? SessionInput.Asked(marked: false) : SessionInput.Answered(state.Turn.Calls[0], silently: i % 2 == 0),
        13 => SessionInput.Asked(marked: true),
        14 => SessionInput.Received(state.Connection, new GoAway()),
        15 => SessionInput.Received(state.Connection, new EmptyServerMessage()),
        16 => SessionInput.Received(state.Connection - 1, new ServerContent { TurnComplete = true }),
        17 => SessionInput.Due(i % 2 == 0 ? SessionTimer.Connect : SessionTimer.Setup),
        18 => SessionInput.Ended(i % 3 == 0 ? state.Connection : state.Connection - 1, Broke),
        _ => i % 5 == 0 ? SessionInput.Left(CloseReason.Done) : SessionInput.Received(state.Connection, new UnknownServerMessage()),
    };

    private void Ready()
    {
        Do(SessionInput.Opened);
        Do(SessionInput.Dialled(1));
        Do(SessionInput.Received(1, new SetupComplete()));
    }

    private SessionAction[] Do(SessionInput input, TimeSpan now = default)
    {
        var step = _core.Step(_state, input, now);
        _state = step.State;
        return [.. step.Actions];
    }
}
