using Cortex.Live;
using Cortex.Testing;

namespace Cortex.EndToEnd.Recovery;

/// <summary>
/// Each fault once, over real sockets: two questions are asked, and whatever happens both are heard whole by the server and
/// answered, on no more connections than the fault costs. All rows run at once, for they mostly wait.
/// </summary>
public sealed class FaultTableTests
{
    private static readonly Dictionary<string, FaultRow> Rows = new FaultRow[]
    {
        new("nothing", "", Connects: 1, Resumes: 0),
        new("reset in a question", """{ "what": "drop", "when": { "connection": 1, "clientMessage": 30 } }""", Connects: 2, Resumes: 0),
        new("reset in the second question", """{ "what": "drop", "when": { "connection": 1, "clientMessage": 80 } }""", Connects: 2, Resumes: 1),
        new("end of stream in an answer", """{ "what": "drop", "reset": false, "when": { "connection": 1, "turn": 2, "sound": 3 } }""", Connects: 2, Resumes: 1),
        new("1011 in a question", """{ "what": "abort", "when": { "connection": 1, "clientMessage": 80 } }""", Connects: 2, Resumes: 1),
        new("1008 in an answer", """{ "what": "abort", "code": 1008, "text": "The operation was aborted.", "when": { "connection": 1, "turn": 2, "sound": 3 } }""", Connects: 2, Resumes: 1),
        new("1001 as the second question begins", """{ "what": "abort", "code": 1001, "text": "going away", "when": { "connection": 1, "clientMessage": 54 } }""", Connects: 2, Resumes: 1),
        new("goAway in silence", """{ "what": "goAway", "ms": 3000, "when": { "connection": 1, "serverMessage": 14 } }""", Connects: 2, Resumes: 1),
        new("goAway in a question", """{ "what": "goAway", "ms": 8000, "when": { "connection": 1, "clientMessage": 80 } }""", Connects: 2, Resumes: 1),
        new("goAway in an answer", """{ "what": "goAway", "ms": 8000, "when": { "connection": 1, "turn": 2, "sound": 2 } }""", Connects: 2, Resumes: 1),
        new("session not found", """{ "what": "drop", "when": { "connection": 1, "clientMessage": 80 } }, { "what": "refusedResume" }""", Connects: 2, Resumes: 0),
        new("old socket still open", """{ "what": "drop", "when": { "connection": 1, "clientMessage": 80 } }, { "what": "refusedResume", "code": 1011, "text": "Internal error encountered.", "when": { "times": 1 } }""", Connects: 2, Resumes: null),
        new("no handle", """{ "what": "noHandle" }, { "what": "drop", "when": { "connection": 1, "clientMessage": 80 } }""", Connects: 2, Resumes: 0),
        new("late handle", """{ "what": "lateHandle", "ms": 600 }, { "what": "goAway", "ms": 5000, "when": { "connection": 1, "turn": 1, "sound": 2 } }""", Connects: 2, Resumes: null),
        new("upgrade refused", """{ "what": "refusedUpgrade", "when": { "connection": 2 } }, { "what": "drop", "when": { "connection": 1, "clientMessage": 80 } }""", Connects: 2, Resumes: 1),
        new("fragments", """{ "what": "fragments", "bytes": 5 }""", Connects: 1, Resumes: 0),
        new("no frame", """{ "what": "garbage", "when": { "connection": 1, "turn": 2, "sound": 3 } }""", Connects: 2, Resumes: 1),
        new("no JSON", """{ "what": "garbage", "layer": "message", "when": { "connection": 1, "turn": 2, "sound": 3 } }""", Connects: 1, Resumes: 0),
        new("a stall", """{ "what": "stall", "ms": 2000, "when": { "connection": 1, "turn": 2, "sound": 2 } }""", Connects: 1, Resumes: 0),
        new("no pongs", """{ "what": "noPongs" }""", Connects: 1, Resumes: 0),
        new("a dead link in a question", """{ "what": "halfOpen", "when": { "connection": 1, "clientMessage": 80 } }""", Connects: 2, Resumes: 1),
        new("a dead link in an answer", """{ "what": "halfOpen", "when": { "connection": 1, "turn": 2, "sound": 3 } }""", Connects: 2, Resumes: 1),
        new("a silent turn", """{ "what": "silentTurn", "when": { "connection": 1, "turn": 2 } }""", Connects: null, Resumes: null),
        new("a cut turn", """{ "what": "truncatedTurn", "when": { "connection": 1, "turn": 2 } }""", Connects: null, Resumes: null),
        new("interrupted by nobody", """{ "what": "phantomInterrupted", "when": { "connection": 1, "turn": 2 } }""", Connects: null, Resumes: null),
        new("a rejected turn", """{ "what": "rejectedTurn", "when": { "connection": 1, "turn": 2 } }""", Connects: null, Resumes: null),
    }.ToDictionary(static row => row.Name);

    private static readonly Lazy<Dictionary<string, Task<FaultOutcome>>> Runs =
        new(static () => Rows.ToDictionary(static row => row.Key, static row => Task.Run(() => PlayAsync(row.Value))));

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_questions_are_heard_whole_and_answered_whatever_happens(string name)
    {
        var (row, outcome) = (Rows[name], await Runs.Value[name]);

        Assert.True(outcome.Answers >= 2, $"{outcome.Answers} answers\n{outcome.Told}");
        Assert.All(outcome.Said, (said, i) => Assert.True(outcome.Heard.Any(heard => IndexOf(heard, said) >= 0), $"question {i + 1} was not heard whole\n{outcome.Told}"));
        Assert.DoesNotContain(outcome.Stats.Losses, static lost => lost.What is LostKind.Microphone);
        Assert.Equal(row.Connects ?? outcome.Stats.Connects, outcome.Stats.Connects);
        Assert.Equal(row.Resumes ?? outcome.Stats.Resumes, outcome.Stats.Resumes);
    }

    private static async Task<FaultOutcome> PlayAsync(FaultRow row)
    {
        await using var talk = await FaultyTalk.OpenAsync(row.Faults);
        var said = new List<short[]>();
        for (var turn = 1; turn <= 2; turn++)
        {
            said.Add(await talk.SpeakAsync(TimeSpan.FromSeconds(1)));
            await talk.UntilAnsweredAsync(turn);
        }

        // A planned change waits for a quiet moment, which may come only now.
        await Patience.Until(() => talk.Stats.Connects >= (row.Connects ?? 1) || talk.IsClosed, "the connections the fault costs");
        var told = talk.Listener.Events.Select(static e => e.Notice?.ToString()).OfType<string>().Concat(talk.Stats.Closes.Select(static close => close.ToString()));
        return new FaultOutcome(FaultyTalk.Answers(talk.Listener.Events), said, talk.Heard, talk.Stats, string.Join('\n', told));
    }

    private static int IndexOf(ReadOnlySpan<short> where, ReadOnlySpan<short> what) => where.IndexOf(what);
}
