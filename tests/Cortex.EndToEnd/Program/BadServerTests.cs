using System.Text;

namespace Cortex.EndToEnd.Program;

/// <summary>A server that misbehaves is told apart from one that answers, and harms neither terminal nor key.</summary>
public sealed class BadServerTests
{
    private const string Done = """{"serverContent":{"generationComplete":true}}""";
    private const string Over = """{"serverContent":{"turnComplete":true}}""";

    [Fact]
    public async Task Words_of_a_server_reach_the_terminal_as_plain_words()
    {
        using var server = StubServer.Live(
            StubServer.Message("""{"serverContent":{"outputTranscription":{"text":"Hi\u001b[2J\u001b]0;mine\u0007 there\r\n\u202eyou"}}}"""), StubServer.Sound(100), StubServer.Message(Done), StubServer.Message(Over));

        var run = (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--text", "hello")).Expect(0);

        Assert.Contains("Hi [2J ]0;mine there you", run.Output);
        Assert.DoesNotContain(run.Output, static c => char.IsControl(c) && c is not '\n');
    }

    [Fact]
    public async Task A_refusal_is_one_line_whatever_its_words()
    {
        using var server = StubServer.Live(StubServer.Frame(8, [0x03, 0xEF, .. "Request\n\u001b[31mcontains\nan error"u8]));

        // The question goes to a fresh session once; when that ends the same way it is given up, or the session is.
        var run = await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--text", "hello");
        Assert.Contains(run.ExitCode, new[] { 3, 4 });
        run.Expect(run.ExitCode).ComplainsInOneLine();
    }

    [Fact]
    public async Task An_answer_that_stops_halfway_is_no_success()
    {
        using var server = StubServer.Live(StubServer.Sound(100));

        (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--text", "hello", "--timeout", "1")).Expect(3).ComplainsInOneLine("stopped before its end", server.Address);
    }

    [Theory]
    [InlineData(new byte[] { 0x03, 0xF0, 0xFF, 0xFE })]
    [InlineData(new byte[] { 0x03, 0xE7 })]
    public async Task A_goodbye_that_cannot_be_read_is_a_broken_connection_and_another_is_made(byte[] goodbye)
    {
        using var server = StubServer.Live(StubServer.Sound(100), StubServer.Frame(8, goodbye));

        var run = await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--text", "hello");

        Assert.Contains(run.ExitCode, new[] { 0, 3, 4 });
        Assert.InRange(server.Connections, 2, 8);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_because_the_key_would_go_with_it()
    {
        using var elsewhere = new StubServer(static (_, _) => Task.CompletedTask);
        using var server = new StubServer(async (stream, _) =>
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {elsewhere.Address.Replace("ws:", "http:", StringComparison.Ordinal)}/\r\nContent-Length: 0\r\n\r\n")));

        (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--text", "hello")).Expect(4).ComplainsInOneLine("302", "--endpoint");

        Assert.Equal(0, elsewhere.Connections);
    }
}
