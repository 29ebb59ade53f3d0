using System.Net;
using System.Net.Sockets;

namespace Cortex.EndToEnd.Program;

/// <summary>With a key, <c>auto</c> is a ladder: whoever can answer does, and the account says who it was.</summary>
public sealed class LadderTests
{
    private static readonly Dictionary<string, string> Key = new() { ["GEMINI_API_KEY"] = "test-key-of-nobody" };

    [Fact]
    public async Task Without_a_network_the_device_answers_and_says_so()
    {
        using var folder = new TemporaryFolder();

        var run = (await CortexProgram.RunAsync(
            Key, "talk", "--endpoint", NobodysAddress(), "--mic", Samples.Question, "--camera", Samples.Street, "--speaker", folder.File("a.wav"), "--json")).Expect(0);

        Assert.Equal("offline", run.Json().GetProperty("engine").GetString());
        Assert.Contains("I am working offline.", Said(run), StringComparison.Ordinal);
        Assert.True(Said(run).Length > 60, Said(run));
        Assert.Contains("live cannot answer", run.Error, StringComparison.Ordinal);
        Assert.True(Sound.AudibleSeconds(folder.File("a.wav")) > 2);
    }

    [Fact]
    public async Task An_engine_named_alone_has_no_ladder() =>
        (await CortexProgram.RunAsync(Key, "talk", "--engine", "live", "--endpoint", NobodysAddress(), "--text", "hello")).Expect(4);

    [Fact]
    public async Task While_the_live_server_stands_it_answers()
    {
        using var server = await ServerRun.StartAsync();

        var run = (await CortexProgram.RunAsync(Key, "talk", "--endpoint", server.Address, "--text", "hello", "--json")).Expect(0);

        Assert.Equal("live", run.Json().GetProperty("engine").GetString());
        Assert.DoesNotContain("offline", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LAYER2_MODE", "legacy")]
    [InlineData("ENABLE_LIVE_API", "false")]
    public async Task The_older_way_asks_over_http(string variable, string value)
    {
        using var server = await ServerRun.StartAsync();

        var run = (await CortexProgram.RunAsync(
            new Dictionary<string, string>(Key) { [variable] = value }, "talk", "--endpoint", server.Address, "--text", "what do you see?", "--camera", Samples.Street, "--json")).Expect(0);

        Assert.Equal("http", run.Json().GetProperty("engine").GetString());
    }

    [Fact]
    public async Task What_was_asked_for_otherwise_is_said_and_overruled()
    {
        var run = (await CortexProgram.RunAsync(
            new Dictionary<string, string> { ["LAYER2_MODE"] = "legacy", ["ENABLE_LIVE_API"] = "true" }, "talk", "--text", "hello", "--json")).Expect(0);

        Assert.Contains("ENABLE_LIVE_API=true is overruled by LAYER2_MODE=legacy", run.Error, StringComparison.Ordinal);
        Assert.Equal("offline", run.Json().GetProperty("engine").GetString());
    }

    [Fact]
    public async Task A_mode_that_does_not_exist_is_wrong_usage() =>
        (await CortexProgram.RunAsync(new Dictionary<string, string> { ["LAYER2_MODE"] = "loud" }, "talk", "--text", "hello")).Expect(2);

    [Fact]
    public async Task A_spending_limit_ends_in_the_offline_brain_and_outlives_the_program()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync();
        var limits = new Dictionary<string, string>(Key)
        {
            ["CORTEX__prices__promptPerMillion"] = "1000000",
            ["CORTEX__prices__responsePerMillion"] = "1000000",
            ["CORTEX__spending__perDay"] = "5",
            ["CORTEX__spending__file"] = folder.File("spending.json"),
        };

        var first = (await CortexProgram.RunAsync(limits, "talk", "--endpoint", server.Address, "--text", "hello", "--text", "hello again", "--json")).Expect(0);
        var second = (await CortexProgram.RunAsync(limits, "talk", "--endpoint", server.Address, "--text", "hello", "--json")).Expect(0);

        Assert.Equal("offline", first.Json().GetProperty("engine").GetString());
        Assert.True(first.Json().GetProperty("usage").GetProperty("cost").GetDouble() >= 5);
        Assert.Contains("One answer used up today's spending limit before I could warn you: I am working offline.", Said(first), StringComparison.Ordinal);
        Assert.Equal("offline", second.Json().GetProperty("engine").GetString());
        Assert.Equal(0, second.Json().GetProperty("usage").GetProperty("cost").GetDouble());
    }

    [Fact]
    public async Task A_pipe_for_what_was_spent_is_refused_in_one_sentence_and_the_limits_hold()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync();
        var limits = new Dictionary<string, string>(Key)
        {
            ["CORTEX__prices__promptPerMillion"] = "1000000",
            ["CORTEX__prices__responsePerMillion"] = "1000000",
            ["CORTEX__spending__perDay"] = "5",
            ["CORTEX__spending__file"] = folder.Pipe("spending.json"),
        };

        var run = (await CortexProgram.RunAsync(limits, "talk", "--endpoint", server.Address, "--text", "hello", "--text", "hello again", "--json")).Expect(0);

        Assert.Single(run.Error.Split('\n'), static line => line.Contains("spending.json", StringComparison.Ordinal) && line.Contains("no ordinary file", StringComparison.Ordinal));
        Assert.Equal("offline", run.Json().GetProperty("engine").GetString());
        Assert.Single(Said(run).Split("spending limit").Skip(1));
    }

    [Fact]
    public async Task What_was_typed_into_a_dead_connection_and_answered_below_is_not_told_as_lost()
    {
        using var folder = new TemporaryFolder();

        var run = (await CortexProgram.RunAsync(
            Key, "talk", "--endpoint", NobodysAddress(), "--text", "what do you see?", "--mic", Samples.Question, "--camera", Samples.Street, "--json")).Expect(0);

        Assert.Equal("offline", run.Json().GetProperty("engine").GetString());
        Assert.Empty(run.Json().GetProperty("lost").EnumerateArray());
    }

    [Fact]
    public async Task A_limit_without_prices_is_one_clear_fault() =>
        (await CortexProgram.RunAsync(new Dictionary<string, string> { ["CORTEX__spending__perDay"] = "5" }, "talk", "--text", "hello"))
            .Expect(2).ComplainsAtLast("spending", "prices.promptPerMillion");

    private static string Said(ProgramResult run) =>
        string.Join(" ", run.Json().GetProperty("turns").EnumerateArray().Select(static turn => turn.GetProperty("said").GetString()));

    private static string NobodysAddress()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var address = $"ws://127.0.0.1:{((IPEndPoint)nobody.LocalEndpoint).Port}";
        nobody.Stop();
        return address;
    }
}
