namespace Cortex.Live.Session;

/// <summary>What a watch wants done. The hierarchy is closed.</summary>
/// <param name="Why">For the log and the notices: one clause, without content of the conversation.</param>
internal abstract record WatchVerdict(string Why)
{
    /// <summary>Say a word, so that the wearer knows that the question was taken.</summary>
    /// <param name="Silence">How long there was no sign of life.</param>
    /// <param name="Why">One clause.</param>
    public sealed record SpokenWord(TimeSpan Silence, string Why) : WatchVerdict(Why);

    /// <summary>Tell the model, in text, that its answer is missing.</summary>
    /// <param name="Text">What to tell it.</param>
    /// <param name="Silence">How long there was no sign of life; zero: the turn ended without an answer.</param>
    /// <param name="Why">One clause.</param>
    public sealed record Nudge(string Text, TimeSpan Silence, string Why) : WatchVerdict(Why);

    /// <summary>Tell the model, in text, to go on where its answer broke off.</summary>
    /// <param name="Text">What to tell it.</param>
    /// <param name="Why">One clause.</param>
    public sealed record Continue(string Text, string Why) : WatchVerdict(Why);

    /// <summary>The rest of this turn is no answer: tell the reader that it was interrupted, and drop what comes of it.</summary>
    /// <param name="Why">One clause.</param>
    public sealed record StopPlayback(string Why) : WatchVerdict(Why);

    /// <summary>Change the connection, keep the session (its handle), and ask the open question again.</summary>
    /// <param name="Silence">How long there was no sign of life.</param>
    /// <param name="Why">One clause.</param>
    public sealed record Resume(TimeSpan Silence, string Why) : WatchVerdict(Why);

    /// <summary>Change the connection, drop the session (its handle), seed a new one with the history, and ask the open question again.</summary>
    /// <param name="Why">One clause.</param>
    public sealed record Fresh(string Why) : WatchVerdict(Why);

    /// <summary>End the session, so that the ladder steps down.</summary>
    /// <param name="Silence">How long there was no sign of life; zero: it was not for silence.</param>
    /// <param name="Why">One clause.</param>
    public sealed record GiveUp(TimeSpan Silence, string Why) : WatchVerdict(Why);
}
