using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>What a session that was taken up is told before anything else: what it does not know, and what was broken off. Pure.</summary>
internal static class FirstWords
{
    /// <summary>Asks again for an answer to a question that the session's state holds.</summary>
    public const string Answer = "[The connection was interrupted. Please answer what I asked last.]";

    private const string GoOn = "[The connection was interrupted in the middle of your answer. Go on where it broke off; do not begin anew.]";

    private const string ToolBroke =
        "[The connection was interrupted while you used a tool for me, and its result was lost. Tell me so in one short sentence and ask whether to try again; use no tool now.]";

    /// <summary>The text about what was broken off; null: nothing was.</summary>
    public static RealtimeInput? About(BrokenAnswer broken) => broken switch
    {
        BrokenAnswer.Speech => new RealtimeInput { Text = GoOn },
        BrokenAnswer.Tool => new RealtimeInput { Text = ToolBroke },
        _ => null,
    };
}
