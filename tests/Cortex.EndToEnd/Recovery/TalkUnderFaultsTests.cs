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

    [Fact]
    public async Task A_quota_that_is_used_up_ends_the_talk_with_what_to_do()
    {
        using var server = await ServerRun.StartAsync("--faults", "quota");

        var run = (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--text", "one", "--text", "two")).Expect(4);

        run.ComplainsAtLast("quota");
    }
}
