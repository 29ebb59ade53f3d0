namespace Cortex.Assistant.TurnTaking;

/// <summary>
/// Decides how a voice during an answer is met: (state, input) → (state, move). Suspect at the first sound, pause when it lasts, hold
/// when it is a voice, resume when it was none or nobody drops the answer. Pure; allocates nothing.
/// </summary>
/// <remarks>
/// Two promises. Every voice that begins is met, whatever came before: there is no cool-down that could swallow a "stop"; what was learned
/// from false alarms holds for sounds of their loudness, and only for the fading before the voice is sure. And no silence is for ever: whatever is or is not heard, time alone leads back to a sounding answer (<see cref="NextLook"/>).
/// </remarks>
internal static class BargeInCore
{
    // By so much a sound must exceed those that were no voices.
    private const float LouderDb = 3;

    /// <summary>One step.</summary>
    public static BargeInStep Advance(in BargeInState state, in BargeInInput input, BargeInOptions options)
    {
        if (input.Kind is BargeInInputKind.Dropped || !input.AnswerOn)
        {
            var free = Heard(state, input, options) with
            {
                Stage = BargeInStage.None,
                VainHolds = input.Kind is BargeInInputKind.Dropped ? 0 : state.VainHolds,
            };
            return new(free, state.Stage is BargeInStage.None ? BargeInMove.None : BargeInMove.Release);
        }

        var step = input.Kind is BargeInInputKind.Block ? OnBlock(state, input, options) : OnTime(state, input.Now, options);
        return step with { State = Heard(step.State, input, options) };
    }

    /// <summary>When time alone changes something, even if no block ever comes again; null: never.</summary>
    public static TimeSpan? NextLook(in BargeInState state, BargeInOptions options) => state.Stage switch
    {
        BargeInStage.Suspected => state.Since + options.PauseAfter,
        BargeInStage.Paused => Deadline(state, options) is var deadline && state.LastSound + options.NoiseGap is var gap && gap < deadline ? gap : deadline,
        BargeInStage.Held => HoldEnd(state, options),
        _ => null,
    };

    private static BargeInStep OnBlock(in BargeInState state, in BargeInInput input, BargeInOptions options)
    {
        var seen = state with
        {
            LastSound = input.Sound ? input.Now : state.LastSound,
            // A detector lets go of a voice late; what goes on is the voice itself.
            LastVoice = input is { Voice: true, Sound: true } ? input.Now : state.LastVoice,
            IsCandidate = input.Candidate || input.Voice,
            LoudestDb = state.Stage is BargeInStage.None ? input.AboveDb : MathF.Max(state.LoudestDb, input.AboveDb),
        };

        // A voice that again and again was none for whoever owns the answer: its own echo. Louder ones are met.
        var isVain = IsKnown(state, state.VainHolds, input, options);
        if (input.Voice && !isVain && state.Stage is not BargeInStage.Held && (!state.WasVoice || state.Stage is not BargeInStage.None))
        {
            return new(seen with { Stage = BargeInStage.Held, HeldSince = input.Now, LastVoice = input.Now }, BargeInMove.Hold);
        }

        if (state.Stage is BargeInStage.None)
        {
            return input.Sound && !state.WasSound && !IsKnown(state, state.Alarms, input, options)
                ? new(seen with { Stage = BargeInStage.Suspected, Since = input.Now }, BargeInMove.Duck)
                : new(seen, BargeInMove.None);
        }

        return OnTime(seen, input.Now, options);
    }

    private static BargeInStep OnTime(in BargeInState state, TimeSpan now, BargeInOptions options)
    {
        var quiet = now - state.LastSound;
        return state.Stage switch
        {
            BargeInStage.Suspected when quiet >= options.KnockGap => Alarmed(state, now, options),
            BargeInStage.Suspected when now - state.Since >= options.PauseAfter => new(state with { Stage = BargeInStage.Paused }, BargeInMove.Pause),
            BargeInStage.Paused when quiet >= options.NoiseGap || now >= Deadline(state, options) => Alarmed(state, now, options),
            BargeInStage.Held when now >= HoldEnd(state, options) => HeldInVain(state, now, options),
            _ => new(state, BargeInMove.None),
        };
    }

    private static bool IsKnown(in BargeInState state, int times, in BargeInInput input, BargeInOptions options) =>
        times >= options.AlarmsToLearn && input.Now - state.LastAlarm < options.AlarmMemory && input.AboveDb <= state.KnownDb;

    private static BargeInStep Alarmed(in BargeInState state, TimeSpan now, BargeInOptions options)
    {
        var learned = Learned(state, now, options);
        return Resumed(learned with { Alarms = learned.Alarms + 1 });
    }

    private static BargeInStep HeldInVain(in BargeInState state, TimeSpan now, BargeInOptions options)
    {
        var learned = Learned(state, now, options);
        return Resumed(learned with { VainHolds = learned.VainHolds + 1 });
    }

    // Each of a row must have been louder than the last, so a row cannot go on for long.
    private static BargeInState Learned(in BargeInState state, TimeSpan now, BargeInOptions options) => now - state.LastAlarm < options.AlarmMemory
        ? state with { LastAlarm = now, KnownDb = MathF.Max(state.KnownDb, state.LoudestDb + LouderDb) }
        : state with { LastAlarm = now, KnownDb = state.LoudestDb + LouderDb, Alarms = 0, VainHolds = 0 };

    // What is known counts as nothing: it may grow into more.
    private static BargeInState Heard(in BargeInState state, in BargeInInput input, BargeInOptions options) => input.Kind is BargeInInputKind.Block
        ? state with { WasSound = input.Sound && !IsKnown(state, state.Alarms, input, options), WasVoice = input.Voice }
        : state;

    private static BargeInStep Resumed(in BargeInState state) => new(state with { Stage = BargeInStage.None }, BargeInMove.Resume);

    private static TimeSpan Deadline(in BargeInState state, BargeInOptions options) =>
        state.Since + options.ConfirmWithin + (state.IsCandidate ? options.Patience : TimeSpan.Zero);

    private static TimeSpan HoldEnd(in BargeInState state, BargeInOptions options)
    {
        var (afterVoice, longest) = (state.LastVoice + options.HoldAfterVoice, state.HeldSince + options.LongestHold);
        return afterVoice < longest ? afterVoice : longest;
    }
}
