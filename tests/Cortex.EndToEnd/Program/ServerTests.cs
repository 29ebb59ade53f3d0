namespace Cortex.EndToEnd.Program;

public sealed class ServerTests
{
    [Fact]
    public async Task Another_server_is_reached_by_its_address()
    {
        using var server = await ServerRun.StartAsync("--scenario", "tour");

        var report = (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--text", "hello", "--json")).Expect(0).Json();

        Assert.Equal("live", report.GetProperty("engine").GetString());
    }

    [Fact]
    public async Task A_recording_of_the_messages_holds_no_media_and_no_key()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync();
        var key = new Dictionary<string, string> { ["GEMINI_API_KEY"] = "a-secret-that-must-not-travel" };

        var run = (await CortexProgram.RunAsync(
            key, "talk", "--endpoint", server.Address, "--mic", Samples.Question, "--camera", Samples.Street, "--record", folder.File("r.jsonl"), "--log-level", "trace", "--json")).Expect(0);

        var recording = await File.ReadAllTextAsync(folder.File("r.jsonl"), TestContext.Current.CancellationToken);
        Assert.Contains("setupComplete", recording);
        Assert.DoesNotContain("a-secret", recording + run.Output + run.Error);
        Assert.True(recording.Length < 200_000, $"the recording has {recording.Length} characters: media in it?");
    }
}
