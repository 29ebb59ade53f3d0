using Cortex.Assistant.Cues;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.Assistant.Tests.Cues;

public sealed class CueMapTests
{
    CueMapState _state;

    [Fact]
    public void A_turn_is_heard_step_by_step() =>
        Assert.Equal(
            [Cue.Listening, Cue.Heard, Cue.Speaking, null, null],
            Cues(Stands(TurnPhase.Listening), Stands(TurnPhase.Thinking), Stands(TurnPhase.Speaking), Ends(), Stands(TurnPhase.Idle)));

    [Fact]
    public void A_typed_question_is_acknowledged_too() => Assert.Equal([Cue.Heard], Cues(Stands(TurnPhase.Thinking)));

    [Fact]
    public void A_cut_answer_is_told_once_and_the_voice_that_cut_it_is_not_greeted() =>
        Assert.Equal(
            [Cue.Speaking, null, Cue.Interrupted, Cue.Heard],
            Cues(Stands(TurnPhase.Speaking), Stands(TurnPhase.Listening), Ends(interrupted: true), Stands(TurnPhase.Thinking)));

    [Fact]
    public void A_question_without_an_answer_is_never_a_silent_failure_and_a_cough_is_none() =>
        Assert.Equal([Cue.Error, null], Cues(Ends(saidMs: 0), Ends(saidMs: 0, heard: null)));

    [Fact]
    public void The_network_is_told_when_it_stays_away()
    {
        Assert.Equal((Cue.Offline, CueMap.OfflineHold), Move(Notes(new StateChanged(ConversationState.Ready, ConversationState.Recovering, ""))));
        Assert.Equal((Cue.Online, TimeSpan.Zero), Move(Notes(new StateChanged(ConversationState.Recovering, ConversationState.Ready, ""))));
        Assert.Equal((Cue.Offline, TimeSpan.Zero), Move(Notes(new RungChanged("live", "offline", "no network"))));
        Assert.Equal((Cue.Online, TimeSpan.Zero), Move(Notes(new RungChanged("offline", "live", "it answers again"))));
    }

    [Fact]
    public void A_planned_change_of_connection_is_no_news() =>
        Assert.Equal([null], Cues(Notes(new StateChanged(ConversationState.Ready, ConversationState.HandingOver, ""))));

    [Fact]
    public void What_is_lost_or_over_is_told() =>
        Assert.Equal(
            [Cue.Ready, Cue.Error, Cue.Error, null, Cue.Error, null, Cue.Offline],
            Cues(
                Notes(new StateChanged(ConversationState.Connecting, ConversationState.Ready, "")),
                Notes(new RungChanged("live", "http", "quota")),
                Notes(new Lost(LostKind.Microphone, TimeSpan.FromSeconds(1), 50, "")),
                Notes(new Lost(LostKind.Frame, TimeSpan.Zero, 1, "")),
                Notes(new Closed(new CloseReason(CloseSide.Server, 1008, "", CloseClass.RefusedSetup))),
                Notes(new Closed(CloseReason.Done)),
                Notes(new Closed(new CloseReason(CloseSide.Server, 1006, "", CloseClass.Network)))));

    static PhaseChanged Stands(TurnPhase phase) => new(TimeSpan.Zero, 1, phase);

    static Noticed Notes(Notice notice) => new(TimeSpan.Zero, 1, notice);

    static TurnEnded Ends(double saidMs = 800, bool interrupted = false, string? heard = "what is that") =>
        new(TimeSpan.Zero, 1, new TurnReport(heard, null, saidMs, interrupted, new TurnTiming()));

    (Cue?, TimeSpan) Move(PumpEvent happened)
    {
        var move = CueMap.Next(_state, happened);
        _state = move.State;
        return (move.Cue, move.Hold);
    }

    List<Cue?> Cues(params PumpEvent[] events) => [.. events.Select(happened => Move(happened).Item1)];
}
