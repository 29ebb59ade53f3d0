using System.Collections.Immutable;

namespace Cortex.Live.Session;

/// <summary>
/// Watches over the open question: (state, input, now) → (state, verdicts, when to wake it), without clocks or timers (reference 9,
/// rows 13 to 15, 21, 22, 28 to 30). Everything the model does is a sign of life; silence is measured from the last one, or from the
/// end of the sound that came with it. A message in the middle of an answer allocates nothing.
/// </summary>
internal sealed class AnswerWatch(WatchPolicy policy)
{
    // What turns into a tone was speech before: so much of it that a tune of a few notes is none.
    private static readonly TimeSpan Spoken = TimeSpan.FromMilliseconds(500);

    private readonly SilenceClock _clock = new(policy);
    private readonly TurnEnds _ends = new(policy);

    /// <summary>One step.</summary>
    /// <param name="state">All that is known; at first, default.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">Since the session's start.</param>
    public WatchStep Step(in WatchState state, in WatchInput input, TimeSpan now)
    {
        var verdicts = ImmutableArray<WatchVerdict>.Empty;
        var next = input.Kind switch
        {
            WatchInputKind.VoiceBegan => Asked(state, Overtaking.Voice, now) with { IsSpeaking = true, IsMarked = true },
            WatchInputKind.VoiceEnded => VoiceEnded(state, now, ref verdicts),
            WatchInputKind.Typed => Asked(state, Overtaking.Text, now),
            WatchInputKind.Heard => Heard(state, input.Signs, input.Tools, now, ref verdicts),
            WatchInputKind.ToolAnswered => ToolAnswered(state, input.Tools, input.Flag, now),
            WatchInputKind.Connection => Connected(state, input.Flag, now),
            _ => state,
        };
        if (_clock.Next(next) is { } due && due.At <= now)
        {
            next = Take(next, due.Step, now, ref verdicts);
        }

        return new(next, verdicts, _clock.Next(next)?.At);
    }

    private WatchState Asked(in WatchState state, Overtaking how, TimeSpan now)
    {
        // Asking again into silence goes on with the same question: what was tried for it stays tried.
        var again = state.IsOpen && state.Unanswered > 0;
        var next = again ? state : state with { Taken = 0, WasCut = false, WasRepaired = false, WasResumed = false, WasFresh = false };
        return _clock.Restart(next, now) with
        {
            IsOpen = true,
            Unanswered = state.Unanswered + 1,
            AwaitsSpeech = false,
            IsInProgress = false,
            // Who types has the rest of the answer before silenced, or need not hear it.
            PlayedUntil = how is Overtaking.Text ? TimeSpan.MinValue : state.PlayedUntil,
            Answer = state.Answer.OvertakenBy(how),
        };
    }

    private WatchState VoiceEnded(in WatchState state, TimeSpan now, ref ImmutableArray<WatchVerdict> verdicts)
    {
        if (!state.IsSpeaking)
        {
            return state;
        }

        var next = _clock.Restart(state, now) with { IsSpeaking = false };
        return next.Unanswered >= policy.UnansweredQuestions && !next.WasResumed && next.IsReady && policy.ResumeAfter != Timeout.InfiniteTimeSpan
            ? Take(next, SilenceStep.Resumed, now, ref verdicts)
            : next;
    }

    private WatchState Heard(in WatchState state, in MessageSigns signs, int tools, TimeSpan now, ref ImmutableArray<WatchVerdict> verdicts)
    {
        if (!signs.IsSignOfLife)
        {
            return state;
        }

        var next = (signs.IsProgress ? state with { Taken = 0 } : state) with { Tools = tools, Unanswered = 0 };
        next = next with { Since = now };
        next = next.IsMarked ? next : Unmarked(next, signs, now);
        if (signs.IsModelTurn || signs.CallsTools || signs.GenerationComplete || signs.Interrupted || signs.Transcript is not null)
        {
            next = Answered(next, signs, now);
            if (ToneIsHeld(next.Answer))
            {
                next = _ends.StopTone(next, ref verdicts);
            }
        }
        else if (signs.HeardWords && next.Answer.Overtaken is not Overtaking.None)
        {
            next = next with { Answer = next.Answer with { HeardWords = true } };
        }

        return signs.TurnComplete ? _ends.Ended(next, signs, ref verdicts) : next;
    }

    // Where no marks cross the seam, what the server heard stands for them.
    private WatchState Unmarked(in WatchState state, in MessageSigns signs, TimeSpan now)
    {
        if (signs.HeardStart)
        {
            return Asked(state, Overtaking.Voice, now) with { IsSpeaking = true, Unanswered = 0 };
        }

        if (signs.HeardEnd || (signs.IsModelTurn && state.IsSpeaking))
        {
            return state with { IsSpeaking = false };
        }

        return signs.HeardWords && !state.IsOpen && !state.Answer.IsOpen ? Asked(state, Overtaking.Voice, now) with { Unanswered = 0 } : state;
    }

    private static WatchState Answered(in WatchState state, in MessageSigns signs, TimeSpan now)
    {
        // Nothing follows an interruption in its turn, and no sound follows generationComplete: this is the next one, whose
        // predecessor's turnComplete was never sent or had come before.
        var goesOn = signs.IsModelTurn && (state.Answer.Interrupted || state.Answer.WasCompleteWhenOvertaken);
        var answer = goesOn ? default : state.Answer;
        var silentUntil = state.PlayedUntil > now ? state.PlayedUntil : now;
        return state with
        {
            Answer = answer.With(signs),
            AwaitsSpeech = state.AwaitsSpeech && !signs.IsModelTurn,
            IsInProgress = state.IsInProgress && !signs.IsModelTurn,
            PlayedUntil = signs.Interrupted ? TimeSpan.MinValue
                : signs.Sound.Length > TimeSpan.Zero ? silentUntil + signs.Sound.Length : state.PlayedUntil,
            Punctuates = state.Punctuates || (signs.Transcript is not null && SentenceEnd.Ends(answer.With(signs).LastCharacter)),
            SaysGenerationComplete = state.SaysGenerationComplete || signs.GenerationComplete,
        };
    }

    // Without a transcript that could stand still, the tone must last twice as long.
    private bool ToneIsHeld(in AnswerSigns answer) =>
        !answer.Stopped && answer.Tone >= (answer.HasTranscript ? policy.HeldTone : policy.HeldTone * 2)
        && answer.Lively >= Spoken
        && answer.Sound - answer.SoundAtMark >= policy.HeldTone;

    private WatchState ToolAnswered(in WatchState state, int tools, bool silently, TimeSpan now)
    {
        var next = _clock.Restart(state, now) with { Tools = tools, AwaitsSpeech = state.AwaitsSpeech || !silently };
        var over = tools == 0 && !next.AwaitsSpeech && !next.IsInProgress && !next.Answer.IsOpen && !next.IsSpeaking && next.Unanswered == 0;
        return over ? next with { IsOpen = false } : next;
    }

    private WatchState Connected(in WatchState state, bool ready, TimeSpan now)
    {
        // What was all here when the connection went is answered, though its end was never said.
        var open = !ready && _clock.IsAllHere(state) ? TurnEnds.Close(state) : state;
        var next = open with
        {
            IsReady = ready, Tools = 0, AwaitsSpeech = false, IsInProgress = false, PlayedUntil = TimeSpan.MinValue,
            WasCut = open.WasCut || (open.IsOpen && BreaksOff(open.Answer)), Answer = default,
            Taken = open.IsOpen && open.Taken > (int)SilenceStep.Resumed ? open.Taken : 0,
        };
        return _clock.Restart(next, now);
    }

    // Of the open question, that is: an answer that the wearer asked into is not to be gone on with.
    private static bool BreaksOff(in AnswerSigns answer) =>
        answer.Sound > TimeSpan.Zero && answer.Overtaken is (Overtaking.None or Overtaking.Nudge);

    private WatchState Take(in WatchState state, SilenceStep step, TimeSpan now, ref ImmutableArray<WatchVerdict> verdicts)
    {
        var silence = now - state.Since;
        if (step is SilenceStep.Resumed && state.WasResumed && !_clock.IsAllHere(state))
        {
            step = SilenceStep.GivenUp;
        }

        const string Why = "no sign of life of the model";
        verdicts = verdicts.Add(step switch
        {
            SilenceStep.SpokenWord => new WatchVerdict.SpokenWord(silence, Why),
            SilenceStep.Nudged when state.WasCut => new WatchVerdict.Continue(policy.ContinueText, "the answer was cut and does not go on"),
            SilenceStep.Nudged => new WatchVerdict.Nudge(policy.NudgeText, silence, Why),
            SilenceStep.Resumed => new WatchVerdict.Resume(silence, Why),
            _ => new WatchVerdict.GiveUp(silence, state.WasResumed ? Why + ", nor after a change of connection" : Why),
        });
        var next = _clock.Take(state, step, now);
        return step switch
        {
            SilenceStep.Nudged => next with { Answer = next.Answer.OvertakenBy(Overtaking.Nudge) },
            SilenceStep.Resumed => next with { WasResumed = true },
            _ => next,
        };
    }
}
