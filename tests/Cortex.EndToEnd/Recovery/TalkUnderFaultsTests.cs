using Cortex.EndToEnd.Program;

namespace Cortex.EndToEnd.Recovery;

/// <summary>The program against the program, each in a process of its own, on a bad day.</summary>
public sealed class TalkUnderFaultsTests
{
    [Theory]
    [InlineData("""{ "what": "drop", "when": { "connection": 1, "clientMessage": 60 } }""", 2)]
    [InlineData("""{ "what": "goAway", "ms": 3000, "when": { "connection": 1, "clientMessage": 60 } }""", 2)]
    [InlineData("""{ "what": "abort", "when": { "connection": 1, "sound": 3 } }""", 2)]
    [InlineData("""{ "what": "refusedUpgrade", "when": { "connection": 1 } }""", 1)]
    public async Task A_spoken_question_is_answered_all_the_same(string fault, int connects)
    {
        using var folder = new TemporaryFolder();
        var plan = folder.Write("faults.json", $$"""{ "name": "test", "faults": [ {{fault}} ] }""");
        using var server = await ServerRun.StartAsync("--faults", plan);

        var run = (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--mic", Program.Samples.Question, "--speaker", folder.File("a.wav"), "--json")).Expect(0);

        // An answer that was cut goes on in a turn of its own.
        var turn = run.Json().GetProperty("turns").EnumerateArray().Last();
        Assert.NotEmpty(turn.GetProperty("said").GetString()!);
        Assert.False(turn.GetProperty("interrupted").GetBoolean());
        Assert.True(Sound.AudibleSeconds(folder.File("a.wav")) > 0.5);
        Assert.Equal(connects, run.Json().GetProperty("connection").GetProperty("connects").GetInt32());
        Assert.DoesNotContain(run.Json().GetProperty("lost").EnumerateArray(), static lost => lost.GetProperty("what").GetString() is "microphone");
    }

    // Before its first sound, when its words are there already; then in the middle.
    [Fact]
    public async Task An_answer_that_died_twice_is_said_once()
    {
        using var folder = new TemporaryFolder();
        var plan = folder.Write("faults.json", """
            { "name": "test", "faults": [
              { "what": "drop", "when": { "connection": 1, "sound": 1 } },
              { "what": "drop", "reset": false, "when": { "connection": 2, "sound": 3 } }
            ] }
            """);
        using var server = await ServerRun.StartAsync("--faults", plan);

        var run = (await CortexProgram.RunAsync(
            "talk", "--endpoint", server.Address, "--mic", Program.Samples.Question, "--camera", Program.Samples.Street, "--speaker", folder.File("a.wav"), "--json")).Expect(0);

        var said = string.Join(' ', run.Json().GetProperty("turns").EnumerateArray().Select(static turn => turn.GetProperty("said").GetString()!.Trim()));
        Assert.StartsWith("On the left, low down, a wide red patch; on the right, an orange area and a tall blue patch.", said, StringComparison.Ordinal);
        Assert.Equal(said.LastIndexOf("On the left", StringComparison.Ordinal), said.IndexOf("On the left", StringComparison.Ordinal));
        Assert.Equal(3, run.Json().GetProperty("connection").GetProperty("connects").GetInt32());
    }

    [Fact]
    public async Task A_quota_that_is_used_up_ends_the_talk_with_what_to_do()
    {
        using var server = await ServerRun.StartAsync("--faults", "quota");

        var run = (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--text", "one", "--text", "two")).Expect(4);

        run.ComplainsAtLast("quota");
    }

    [Fact]
    public async Task With_a_key_what_broke_off_is_said_and_the_next_question_goes_to_the_rung_below()
    {
        using var folder = new TemporaryFolder();
        var plan = folder.Write("faults.json", """{ "name": "test", "faults": [ { "what": "quota", "when": { "connection": 1, "turn": 2, "sound": 4 } } ] }""");
        using var server = await ServerRun.StartAsync("--faults", plan);

        var run = (await CortexProgram.RunAsync(
            new Dictionary<string, string> { ["GEMINI_API_KEY"] = "test-key-of-nobody" },
            "talk", "--endpoint", server.Address, "--text", "one", "--text", "two", "--text", "three", "--json")).Expect(0);

        var turns = run.Json().GetProperty("turns").EnumerateArray().Select(static turn => turn.GetProperty("said").GetString()!).ToList();
        Assert.Equal(3, turns.Count);
        Assert.EndsWith("The answer broke off. Please ask again.", turns[1].Trim(), StringComparison.Ordinal);
        Assert.NotEmpty(turns[2]);

        // Nobody waits for the rest of an answer that will not come.
        Assert.True(run.Json().GetProperty("process").GetProperty("wallSeconds").GetDouble() < 50);
    }
}
