namespace Cortex.EndToEnd.Program;

public sealed class ScenarioTests
{
    [Fact]
    public async Task A_turn_that_the_server_ends_in_silence_is_not_called_a_long_wait()
    {
        var run = (await CortexProgram.RunAsync("talk", "--scenario", "silent-turn")).Expect(3);

        run.ComplainsAtLast("ended a turn without an answer", "--record");
    }

    [Fact]
    public async Task The_tour_shows_an_interruption_and_a_tool_call()
    {
        using var folder = new TemporaryFolder();

        var run = (await CortexProgram.RunAsync("talk", "--scenario", "tour", "--speaker", folder.File("tour.wav"), "--record", folder.File("tour.jsonl"), "--json")).Expect(0);

        var turns = run.Json().GetProperty("turns").EnumerateArray().ToList();
        Assert.Contains(turns, static turn => turn.GetProperty("interrupted").GetBoolean());
        Assert.All(turns, static turn => Assert.NotEqual(System.Text.Json.JsonValueKind.Null, turn.GetProperty("heard").ValueKind));
        var recording = await File.ReadAllTextAsync(folder.File("tour.jsonl"), TestContext.Current.CancellationToken);
        Assert.Contains("toolCall", recording);
        Assert.Contains("toolResponse", recording);
        Assert.True(Sound.AudibleSeconds(folder.File("tour.wav")) > 5);
    }
}
