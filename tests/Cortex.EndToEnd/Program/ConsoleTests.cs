using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cortex.Testing;

namespace Cortex.EndToEnd.Program;

/// <summary>The console of the whole program, on a machine that hears nobody.</summary>
public sealed partial class ConsoleTests
{
    const string Live = "ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?page=page-one";

    [Fact]
    public async Task Without_a_microphone_a_browser_talks_and_a_restart_goes_on_where_it_was()
    {
        using var folder = new TemporaryFolder();
        var port = 0;
        using (var program = Start(folder, port))
        {
            var address = await AddressAsync(program);
            port = address.Port;
            using var client = new HttpClient();
            Assert.Contains("<html", await client.GetStringAsync(address, Patience.Token()), StringComparison.OrdinalIgnoreCase);
            using var events = await ConnectAsync(address, "events?page=page-one");
            using var live = await ConnectAsync(address, Live);
            await SendAsync(live, """{"setup":{"model":"models/gemini-3.8-live","outputAudioTranscription":{}}}""");
            await UntilAsync(live, static message => message.TryGetProperty("setupComplete", out _));
            await SendAsync(live, """{"realtimeInput":{"text":"what do you see"}}""");
            await UntilAsync(live, static message => message.TryGetProperty("serverContent", out var content) && content.TryGetProperty("modelTurn", out _));
            await UntilAsync(events, static message => message.GetProperty("type").GetString() == "turn");
            await Patience.Until(() => File.Exists(folder.File("session.json")), "what was said to be kept");
            program.Kill();
        }

        using var again = Start(folder, port);
        using var page = await ConnectAsync(await AddressAsync(again), "events?page=page-one");
        var hello = await UntilAsync(page, static message => message.GetProperty("type").GetString() == "hello");
        Assert.Equal("what do you see", hello.GetProperty("transcript")[0].GetProperty("text").GetString());
        again.Signal("TERM");
        Assert.Equal(130, (await again.FinishAsync()).ExitCode);
    }

    [Fact]
    public async Task A_recording_has_no_console_unless_it_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var question = AcousticRig.Speech("question");
        var plain = (await CortexProgram.RunAsync("run", "--mic", question, "--speaker", folder.File("a.wav"), "--engine", "embedded")).Expect(0);
        Assert.DoesNotContain("http://", plain.Output, StringComparison.Ordinal);
        var asked = (await CortexProgram.RunAsync("run", "--mic", question, "--speaker", folder.File("b.wav"), "--engine", "embedded", "--console", "on", "--listen", "127.0.0.1:0", "--state", "none")).Expect(0);
        Assert.Contains("the console is at http://127.0.0.1:", asked.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--listen", "nowhere")]
    [InlineData("--listen", "127.0.0.1:99999")]
    [InlineData("--console", "perhaps")]
    public async Task A_wrong_option_says_what_is_allowed(string option, string value) =>
        (await CortexProgram.RunAsync("run", "--mic", "none", option, value)).Expect(2);

    [Fact]
    public async Task A_certificate_that_is_none_ends_it_in_one_line()
    {
        var run = (await CortexProgram.RunAsync("run", "--mic", "none", "--engine", "embedded", "--listen", "127.0.0.1:0", "--certificate", "/nowhere/house.pfx")).Expect(5);
        Assert.Contains("/nowhere/house.pfx", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_a_page_talks_to_calls_the_tool_of_a_program_beside()
    {
        using var folder = new TemporaryFolder();
        var tools = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "ToolServer", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "ToolServer"));
        await File.WriteAllTextAsync(folder.File("cortex.json"), $$"""{ "mcp": { "servers": { "post": { "command": "{{tools}}" } } } }""", Patience.Token());
        await File.WriteAllTextAsync(folder.File("post.json"), """
            {
              "name": "post",
              "tools": [{ "name": "echo" }],
              "turns": [{
                "call": [{ "name": "echo", "args": { "text": "two letters" } }],
                "then": [{ "when": { "toolResult": "echo: two letters" }, "say": ["There are two letters for you."] }, { "say": ["Nobody looked."] }]
              }]
            }
            """, Patience.Token());
        using var server = await ServerRun.StartAsync("--scenario", folder.File("post.json"));
        using var program = CortexProgram.Start(
            new Dictionary<string, string>(),
            "run", "--mic", "none", "--config", folder.File("cortex.json"), "--endpoint", server.Address, "--listen", "127.0.0.1:0", "--state", "none", "--log-level", "information");
        var address = await AddressAsync(program);
        await program.UntilSaidAsync("the tools of post are there");

        using var live = await ConnectAsync(address, Live);
        await SendAsync(live, """{"setup":{"model":"models/gemini-3.8-live","outputAudioTranscription":{}}}""");
        await UntilAsync(live, static message => message.TryGetProperty("setupComplete", out _));
        await SendAsync(live, """{"realtimeInput":{"text":"Is there any post?"}}""");
        var said = "";
        await UntilAsync(live, message =>
        {
            if (!message.TryGetProperty("serverContent", out var content))
                return false;
            said += content.TryGetProperty("outputTranscription", out var words) && words.TryGetProperty("text", out var text) ? text.GetString() : "";
            return said.Length > 0 && content.TryGetProperty("turnComplete", out _);
        });
        Assert.Contains("There are two letters", said, StringComparison.Ordinal);
    }

    static RunningProgram Start(TemporaryFolder folder, int port) => CortexProgram.Start(
        new Dictionary<string, string>(), "run", "--mic", "none", "--engine", "embedded", "--listen", $"127.0.0.1:{port}", "--state", folder.Path);

    static async Task<Uri> AddressAsync(RunningProgram program)
    {
        while (true)
        {
            if (Address().Match(await program.ReadLineAsync()) is { Success: true } found)
                return new Uri(found.Value);
        }
    }

    static async Task<ClientWebSocket> ConnectAsync(Uri address, string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(address, path)) { Scheme = "ws" }.Uri, Patience.Token());
        return socket;
    }

    static Task SendAsync(ClientWebSocket socket, string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, Patience.Token());

    static async Task<JsonElement> UntilAsync(ClientWebSocket socket, Func<JsonElement, bool> isIt)
    {
        var buffer = new byte[1024 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), Patience.Token());
                length += part.Count;
            }
            while (!part.EndOfMessage);

            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            if (isIt(document.RootElement))
                return document.RootElement.Clone();
        }
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:\\d+/")]
    private static partial Regex Address();
}
