using Cortex.Live;

namespace Cortex.Assistant.Pump;

/// <summary>Whether the end of a conversation left a question or an answer that is not whole.</summary>
internal static class CutShort
{
    // An engine ends the answer for its reader right before it closes: what ended in this moment ended with the conversation.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(100);

    /// <param name="reason">Why it ended.</param>
    /// <param name="book">The turns.</param>
    /// <param name="state">Which of them are open.</param>
    /// <param name="completedAt">When an answer was last complete on the wire.</param>
    /// <param name="clock">The pump's time.</param>
    public static bool By(CloseReason reason, TurnBook book, in TurnState state, TimeSpan? completedAt, PumpClock clock)
    {
        var ended = book.Newest is { ClosedAt: { } at, IsWhole: false } newest && newest.SaidSound > TimeSpan.Zero && IsNow(clock.Since(at));

        // The same where all its sound had come: a server that fails before it ends the turn has failed in it.
        var failed = reason.Class is not CloseClass.Clean
            && (state is { Answering: > 0, Complete: false } || (completedAt is { } completed && IsNow(completed)));
        return book.HasIncomplete || ended || failed;

        bool IsNow(TimeSpan when) => clock.Now - when < AtOnce;
    }
}
