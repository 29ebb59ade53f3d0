namespace Cortex.Live.Session;

/// <summary>Judges a turn that ended by itself: neither interrupted, nor for a tool, nor on the way to another. Pure.</summary>
internal static class TurnJudge
{
    // Speech ends in a fall; sound that ends within this of the turn's level was cut.
    private const double BreaksOffWithinDb = 10;

    /// <summary>The worst of its faults.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="end">The message that ended it.</param>
    /// <param name="state">What is known of this server's habits.</param>
    /// <param name="policy">The numbers.</param>
    public static TurnFault Judge(in AnswerSigns answer, in MessageSigns end, in WatchState state, WatchPolicy policy)
    {
        if (end.Rejected)
        {
            return TurnFault.Rejected;
        }

        if (answer.HasText && answer.Sound == TimeSpan.Zero)
        {
            return TurnFault.None;
        }

        if (answer.Sound < policy.ShortestAnswer)
        {
            return TurnFault.Empty;
        }

        if (answer.Sound >= policy.FullLength && answer.LevelDb < policy.NearSilenceDb)
        {
            return TurnFault.NearSilent;
        }

        return !end.HasReason && SignsOfTruncation(answer, state) >= policy.TruncationSigns ? TurnFault.Truncated : TurnFault.None;
    }

    // Each sign counts only where this server is known to do better: transcripts without full stops are a language, not a fault.
    private static int SignsOfTruncation(in AnswerSigns answer, in WatchState state) =>
        (state.Punctuates && answer.HasTranscript && SentenceEnd.IsInside(answer.LastCharacter) ? 1 : 0)
        + (answer.TailDb > answer.LevelDb - BreaksOffWithinDb ? 1 : 0)
        + (state.SaysGenerationComplete && !answer.GenerationComplete ? 1 : 0);
}
