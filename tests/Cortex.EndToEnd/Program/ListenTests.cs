namespace Cortex.EndToEnd.Program;

/// <summary>Where <c>cortex serve</c> listens.</summary>
public sealed class ListenTests
{
    [Fact]
    public async Task Other_machines_come_in_only_with_a_key()
    {
        (await CortexProgram.RunAsync("serve", "--port", "0", "--listen", "0.0.0.0")).Expect(2).ComplainsInOneLine("0.0.0.0", "CORTEX_SERVE_KEYS");
        (await CortexProgram.RunAsync("serve", "--port", "0", "--listen", "nowhere")).Expect(2).ComplainsInOneLine("nowhere", "192.168.1.20");
    }

    [Fact]
    public async Task Whoever_shows_the_key_is_let_in_and_nobody_else()
    {
        using var server = CortexProgram.Start(new Dictionary<string, string> { ["CORTEX_SERVE_KEYS"] = "one, two" }, "serve", "--port", "0", "--listen", "127.0.0.2", "--engine", "scenario", "--scenario", "echo");
        var address = (await server.ReadLineAsync())["ready ".Length..];
        Assert.Contains("127.0.0.2", address, StringComparison.Ordinal);

        string[] talk = ["talk", "--engine", "live", "--endpoint", address, "--text", "hello", "--json"];
        (await CortexProgram.RunAsync(new Dictionary<string, string> { ["GEMINI_API_KEY"] = "two" }, talk)).Expect(0);
        (await CortexProgram.RunAsync(new Dictionary<string, string> { ["GEMINI_API_KEY"] = "three" }, talk)).Expect(4);
    }
}
