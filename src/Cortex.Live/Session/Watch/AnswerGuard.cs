using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>
/// The watch beside the session's core, with the one state that every message changes. What the watch decides goes to the core as an
/// input of its own. Used under the session's lock.
/// </summary>
internal sealed class AnswerGuard(WatchPolicy policy, Action<WatchVerdict> judged, Action<TimeSpan> wakeAfter)
{
    private readonly AnswerWatch _watch = new(policy);
    private readonly SoundJudge _judge = new(policy);
    private WatchState _state;
    private MessageSigns _signs;
    private TimeSpan? _armedFor;

    /// <summary>A message came; looked at before it goes to its reader, who may be done with it any moment.</summary>
    public void Look(ServerMessage message) => _signs = MessageSigns.Of(message, _judge.Listen(message));

    /// <summary>
    /// What was looked at ends a turn of the wire and not the wearer's: it gave no answer, or a broken one, and the session asks for
    /// the rest itself.
    /// </summary>
    /// <param name="calls">Tool calls outstanding.</param>
    /// <param name="now">Since the session's start.</param>
    public bool OutlivesItsEnd(int calls, TimeSpan now) => _signs is { TurnComplete: true, Interrupted: false }
        && _state is { IsOpen: true, Answer: { Interrupted: false, Stopped: false, Overtaken: Overtaking.None or Overtaking.Nudge } }
        && _watch.Step(_state, WatchInput.Heard(_signs, calls), now).State.IsOpen;

    /// <summary>The open question is given up: nobody waits for its answer any more.</summary>
    public void Drop() => _state = TurnEnds.Close(_state);

    /// <summary>The core took a step.</summary>
    public void After(in SessionInput input, SessionState before, SessionState state, TimeSpan now)
    {
        var (was, isReady) = (before.Stage is SessionStage.Open, state.Stage is SessionStage.Open);
        if (was != isReady)
        {
            // The session stops all its timers when it leaves a connection.
            _armedFor = null;
            Step(WatchInput.Connection(isReady), now);
        }

        switch (input.Kind)
        {
            case SessionInputKind.Asked:
                Step(input.Flag ? WatchInput.VoiceBegan : WatchInput.Typed, now);
                break;
            case SessionInputKind.Hushed:
                Step(WatchInput.VoiceEnded, now);
                break;
            case SessionInputKind.Answered:
                Step(WatchInput.ToolAnswered(state.Turn.Calls.Length, input.Flag), now);
                break;
            case SessionInputKind.Received when was && isReady && input.Connection == state.Connection:
                Step(WatchInput.Heard(_signs, state.Turn.Calls.Length), now);
                break;
            case SessionInputKind.Due when input.Timer is SessionTimer.Watch:
                _armedFor = null;
                Step(WatchInput.Wake, now);
                break;
            default:
                break;
        }
    }

    private void Step(in WatchInput input, TimeSpan now)
    {
        var step = _watch.Step(_state, input, now);
        _state = step.State;
        if (step.WakeAt is { } at && (_armedFor is not { } armed || at < armed))
        {
            _armedFor = at;
            wakeAfter(at > now ? at - now : TimeSpan.Zero);
        }

        foreach (var verdict in step.Verdicts)
        {
            judged(verdict);
        }
    }
}
