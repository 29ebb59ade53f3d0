namespace Cortex.App.Bench;

/// <summary>One kind of fault, as the bench of sessions measures it.</summary>
/// <param name="Name">In words.</param>
/// <param name="Faults">As in a fault plan; empty where the link itself is taken down.</param>
internal sealed record SurvivalCase(string Name, string Faults)
{
    /// <summary>Messages the client sends for one question: two marks and its chunks of 20 ms.</summary>
    private const int PerQuestion = 82;

    /// <summary>A planned change of connection: nothing may be lost, no sound may be missing.</summary>
    public bool IsHandover { get; init; }

    /// <summary>The network is there all the time, so that a new connection has no reason to wait.</summary>
    public bool IsNetworkThere { get; init; }

    /// <summary>More rounds than this in a row would make the session give up, as it should.</summary>
    public int MostRounds { get; init; } = int.MaxValue;

    /// <summary>How long the link is down, in the middle of a question; null: it stays up.</summary>
    public TimeSpan? LinkDown { get; init; }

    /// <summary>Everything that is measured. A connection has proved itself when it fails in its fourth turn, unless it is said otherwise.</summary>
    public static IReadOnlyList<SurvivalCase> All { get; } =
    [
        new("nothing goes wrong", ""),
        new("goAway while nobody talks", """{ "what": "goAway", "ms": 10000, "when": { "afterMs": 5000 } }""") { IsHandover = true },
        new("goAway in a question", InQuestion("""{ "what": "goAway", "ms": 10000""")) { IsHandover = true },
        new("goAway with 1.5 s left", InQuestion("""{ "what": "goAway", "ms": 1500""")) { IsHandover = true },
        new("goAway in an answer", """{ "what": "goAway", "ms": 10000, "when": { "turn": 4, "sound": 3 } }""") { IsHandover = true },
        new("reset in a question", InQuestion("""{ "what": "drop" """)) { IsNetworkThere = true },
        new("reset again within 10 s", InQuestion("""{ "what": "drop" """, question: 2)) { MostRounds = 4 },
        new("end of stream in a question", InQuestion("""{ "what": "drop", "reset": false""")) { IsNetworkThere = true },
        new("reset in an answer", """{ "what": "drop", "when": { "turn": 4, "sound": 3 } }""") { IsNetworkThere = true },
        new("half-open in a question, found out after 12 s without a sign of life", InQuestion("""{ "what": "halfOpen" """)) { IsNetworkThere = true, MostRounds = 3 },
        new("1011 in a question", InQuestion("""{ "what": "abort" """)),
        new("1008 in an answer", """{ "what": "abort", "code": 1008, "text": "The operation was aborted.", "when": { "turn": 4, "sound": 3 } }"""),
        new("reset, and the handle is refused", InQuestion("""{ "what": "drop" """) + """, { "what": "refusedResume" }""") { IsNetworkThere = true },
        new("link down for 1 s", "") { LinkDown = TimeSpan.FromSeconds(1) },
        new("link down for 4 s", "") { LinkDown = TimeSpan.FromSeconds(4) },
    ];

    // The setup, the questions before, and some of this one.
    private static string InQuestion(string fault, int question = 4) =>
        FormattableString.Invariant($$"""{{fault}}, "when": { "clientMessage": {{1 + (PerQuestion * (question - 1)) + 30}} } }""");
}
