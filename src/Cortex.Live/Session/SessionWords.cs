namespace Cortex.Live.Session;

/// <summary>
/// What a session says to the model in the wearer's place. A model takes it as words; an engine that reads by rules asks
/// <see cref="Read(string?)"/> first, so that it takes none of it for a question.
/// </summary>
public static class SessionWords
{
    /// <summary>Asks again for an answer to a question that the session's state holds.</summary>
    public const string Answer = "[The connection was interrupted. Please answer what I asked last.]";

    /// <summary>Asks for the rest of an answer that died with its connection.</summary>
    public const string GoOn = "[The connection was interrupted in the middle of your answer. Go on where it broke off; do not begin anew.]";

    private const int MostSaid = 600;
    private const string GoOnHead = "[The connection was interrupted in the middle of your answer, after \"";
    private const string GoOnTail = "\". Go on where it broke off; do not begin anew.]";

    /// <summary>Says that a tool's result was lost.</summary>
    public const string ToolBroke =
        "[The connection was interrupted while you used a tool for me, and its result was lost. Tell me so in one short sentence and ask whether to try again; use no tool now.]";

    /// <summary>Asks a model that gave no answer, as it is set by default.</summary>
    public const string Nudge = "I did not hear an answer. If my last question is still open, please answer it now, in a few words.";

    /// <summary>Asks for the rest of an answer that broke off by itself, as it is set by default.</summary>
    public const string Continue = "Your answer broke off. Please go on from where you stopped.";

    /// <summary>Ends a history for models that want the user's turn last.</summary>
    public const string EndOfHistory = "That is what was said so far. Wait for what I say next.";

    /// <summary>
    /// Asks for the rest of an answer, and says how far it came: a state that was taken up again may be older than the answer.
    /// </summary>
    /// <param name="said">What of it arrived; its end is told where it is long.</param>
    public static string GoOnAfter(string said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var words = said.Trim();
        return words.Length == 0 ? GoOn : GoOnHead + (words.Length > MostSaid ? "…" + words[^MostSaid..] : words) + GoOnTail;
    }

    /// <summary>What words of a user's turn are for.</summary>
    /// <param name="text">The words.</param>
    public static SessionRequest Read(string? text) => Read(text, out _);

    /// <summary>What words of a user's turn are for.</summary>
    /// <param name="text">The words.</param>
    /// <param name="said">What of the answer arrived, where they say so; else empty.</param>
    public static SessionRequest Read(string? text, out string said)
    {
        said = "";
        switch (text?.Trim())
        {
            case Answer or Nudge:
                return SessionRequest.Answer;
            case GoOn or Continue:
                return SessionRequest.GoOn;
            case ToolBroke:
                return SessionRequest.ToolBroke;
            case EndOfHistory:
                return SessionRequest.Nothing;
            case { } words when words.StartsWith(GoOnHead, StringComparison.Ordinal) && words.EndsWith(GoOnTail, StringComparison.Ordinal):
                said = words[GoOnHead.Length..^GoOnTail.Length];
                return SessionRequest.GoOn;
            default:
                return SessionRequest.None;
        }
    }
}
