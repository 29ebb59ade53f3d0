using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>Carries out what the watch over the open question wants. Pure.</summary>
internal sealed class Judgements(Recoveries recoveries)
{
    /// <summary>One verdict.</summary>
    public SessionStep Of(SessionState state, WatchVerdict verdict, TimeSpan now) => verdict switch
    {
        WatchVerdict.SpokenWord word => SessionStep.Do(state, new SessionAction.Tell(new Silent(word.Silence, SilenceStep.SpokenWord))),
        WatchVerdict.Nudge nudge => Ask(state, nudge.Text).After(new SessionAction.Tell(new Silent(nudge.Silence, SilenceStep.Nudged))),
        WatchVerdict.Continue more => Ask(state, more.Text).After(new SessionAction.Tell(new Silent(TimeSpan.Zero, SilenceStep.Nudged))),
        WatchVerdict.StopPlayback when state.Turn is { IsAnswering: true, IsInterrupted: false } && !state.IsMuted => SessionStep.Do(
            state with { IsMuted = true }, new SessionAction.Say(new ServerContent { Interrupted = true })),
        WatchVerdict.Resume resume => recoveries.Mute(state, resume.Why, afresh: false, now).After(new SessionAction.Tell(new Silent(resume.Silence, SilenceStep.Resumed))),
        WatchVerdict.Fresh fresh => recoveries.Mute(state, fresh.Why, afresh: true, now).After(new SessionAction.Tell(new Silent(TimeSpan.Zero, SilenceStep.Resumed))),
        WatchVerdict.GiveUp end => Ending.Over(
            state, new CloseReason(CloseSide.Client, 1000, $"{end.Why} for {end.Silence.TotalSeconds:0} s", CloseClass.ServerFault), closes: true)
            .After(new SessionAction.Tell(new Silent(end.Silence, SilenceStep.GivenUp))),
        _ => SessionStep.Stay(state),
    };

    /// <summary>What comes of a turn that was cut for its reader: its end, and what it cost.</summary>
    public static SessionStep Muted(SessionState state, ServerContent content) => content.TurnComplete
        ? SessionStep.Do(
            state with { IsMuted = false },
            new SessionAction.Say(new ServerContent { TurnComplete = true, InteractionStatus = content.InteractionStatus, UsageMetadata = content.UsageMetadata }))
        : SessionStep.Stay(state);

    private static SessionStep Ask(SessionState state, string text) =>
        SessionStep.Do(state with { Turn = state.IsMuted ? state.Turn.Asked(marked: false) : state.Turn.Reminded() }, new SessionAction.Ask(text));
}
