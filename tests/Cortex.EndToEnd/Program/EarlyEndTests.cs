namespace Cortex.EndToEnd.Program;

/// <summary>A talk that ends before its time keeps everything received so far.</summary>
public sealed class EarlyEndTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task An_interrupt_ends_it_with_130_and_keeps_what_was_heard(string signal)
    {
        using var folder = new TemporaryFolder();
        using var running = CortexProgram.Start(
            new Dictionary<string, string>(), "talk", "--scenario", "long-answer", "--mic", Samples.Question, "--speaker", folder.File("a.wav"), "--record", folder.File("r.jsonl"), "--json");
        await Until(() => Sound.IsHeardSoFar(folder.File("a.wav")) && ReadShared(folder.File("r.jsonl")).Contains("outputTranscription"));

        running.Signal(signal);
        var run = (await running.FinishAsync()).Expect(130);

        Assert.Equal(1, run.Json().GetProperty("turns").GetArrayLength());
        Assert.True(Sound.AudibleSeconds(folder.File("a.wav")) > 0);
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_leaves_what_was_received()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync("--scenario", "long-answer");
        using var running = CortexProgram.Start(
            new Dictionary<string, string>(), "talk", "--endpoint", server.Address, "--mic", Samples.Question, "--speaker", folder.File("a.wav"), "--record", folder.File("r.jsonl"), "--json");
        await Until(() => Sound.IsHeardSoFar(folder.File("a.wav")) && ReadShared(folder.File("r.jsonl")).Contains("outputTranscription"));

        server.Program.Kill();
        var run = (await running.FinishAsync()).Expect(4);

        Assert.True(run.Json().GetProperty("turns")[0].GetProperty("saidAudioMs").GetDouble() > 0);
        Assert.True(Sound.AudibleSeconds(folder.File("a.wav")) > 0);
    }

    [Fact]
    public async Task A_scripted_close_in_the_middle_is_recovered_from()
    {
        var run = await CortexProgram.RunAsync("talk", "--engine", "embedded", "--scenario", "closed", "--json");

        var json = run.Json();
        Assert.Contains("unavailable", json.GetProperty("connection").GetProperty("closes")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.True(json.GetProperty("connection").GetProperty("connects").GetInt32() > 1);
        Assert.True(json.GetProperty("turns")[1].GetProperty("saidAudioMs").GetDouble() > 0);
    }

    [Fact]
    public async Task A_scripted_close_without_a_wire_ends_it_with_4_and_tells_the_reason_and_the_words_so_far()
    {
        var run = (await CortexProgram.RunAsync("talk", "--engine", "offline", "--scenario", "closed", "--json")).Expect(4);

        Assert.Contains("The service is currently unavailable", run.Error, StringComparison.Ordinal);
        var turns = run.Json().GetProperty("turns");
        Assert.Equal("Hello. Ask me one more thing.", turns[0].GetProperty("said").GetString());
        Assert.True(turns[1].GetProperty("saidAudioMs").GetDouble() > 0);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("QUIT")]
    [InlineData("HUP")]
    public async Task A_server_ends_with_130_on_every_request_to_end(string signal)
    {
        using var server = await ServerRun.StartAsync();

        server.Program.Signal(signal);

        (await server.Program.FinishAsync()).Expect(130);
    }

    [Fact]
    public async Task An_interrupt_ends_the_wait_for_a_pipe_that_nobody_writes_into()
    {
        using var folder = new TemporaryFolder();
        using var running = CortexProgram.Start(new Dictionary<string, string>(), "talk", "--mic", folder.Pipe("pipe"), "--speaker", folder.File("a.wav"));
        await Until(() => running.IsInterruptible);

        running.Signal("INT");

        (await running.FinishAsync()).Expect(130);
    }

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
