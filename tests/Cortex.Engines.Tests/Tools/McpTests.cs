using System.Diagnostics;
using Cortex.Engines.Tools;
using Cortex.Testing;

namespace Cortex.Engines.Tests.Tools;

/// <summary>Real servers, over standard input and output and over HTTP: well, slow, hanging, dying.</summary>
public sealed class McpTests : IAsyncLifetime
{
    private const string Secret = "sesame-12345";
    private readonly LogCapture _log = new();
    private readonly List<McpServer> _servers = [];
    private Process? _http;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _http?.Kill();
        _http?.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Tools_are_declared_permitted_named_apart_and_called()
    {
        var (set, calls) = await ReadyAsync(Stdio());
        var declared = set.Declarations;

        // Its own clock is not our clock; what changes something is allowed, asked about, or not there; a broken schema is left out.
        Assert.Equal(["time_and_date", "echo", "write", "delete", "big", "hang", "die", "fail", "reveal", "test_time_and_date", "process"], declared.Select(static one => one.Name));
        Assert.Equal("The tool echo  of the test.", declared[1].Description);
        Assert.Contains("\"confirmed\"", declared[3].ParametersJsonSchema!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("test.broken", _log.Text, StringComparison.Ordinal);

        Assert.Equal("""{"output":"echo: hello"}""", await calls.AskAsync("echo", """{"text":"hello"}"""));
        Assert.Equal("""{"output":"theirs"}""", await calls.AskAsync("test_time_and_date"));
        Assert.Contains("ask the wearer", await calls.AskAsync("delete", """{"what":"all"}"""), StringComparison.Ordinal);
        Assert.Equal("failed: out of paper  evil", await calls.AskAsync("fail"));
        Assert.Contains("the first 16000 of 50000", await calls.AskAsync("big", """{"count":50000}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_something_and_is_on_no_list_is_not_there()
    {
        var (set, calls) = await ReadyAsync(Stdio(), new ToolPermissions());
        Assert.DoesNotContain(set.Declarations, static one => one.Name is "write" or "delete");
        Assert.Equal("unknown", await calls.AskAsync("write", """{"text":"x"}"""));
        Assert.Contains("tools.allow", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_of_its_environment_is_shown_nowhere_and_ours_does_not_reach_it()
    {
        Environment.SetEnvironmentVariable("CORTEX_TEST_OWN_KEY", "ours");
        var (_, calls) = await ReadyAsync(Stdio() with { Environment = new Dictionary<string, string> { ["TOOL_SECRET"] = Secret } });
        Assert.Equal("""{"output":"***"}""", await calls.AskAsync("reveal", """{"name":"TOOL_SECRET"}"""));
        Assert.Equal("""{"output":"not set"}""", await calls.AskAsync("reveal", """{"name":"CORTEX_TEST_OWN_KEY"}"""));
        await Patience.Until(() => _log.Text.Contains("the secret is ***", StringComparison.Ordinal), "the server's line");
        Assert.DoesNotContain(Secret, _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, (Stdio() with { Environment = new Dictionary<string, string> { ["A"] = Secret } }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_of_a_call_says_so_and_is_started_again()
    {
        var (_, calls) = await ReadyAsync(Stdio());
        Assert.Contains("went away in the middle", await calls.AskAsync("die"), StringComparison.Ordinal);
        await Patience.Until(() => _servers[0] is { Starts: >= 2, Absence: null }, "the server's return");
        Assert.Equal("""{"output":"echo: again"}""", await calls.AskAsync("echo", """{"text":"again"}"""));
        Assert.Contains("exit code 3", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_killed_is_away_for_its_tools_meanwhile()
    {
        var (set, calls) = await ReadyAsync(Stdio() with { Backoff = [TimeSpan.FromHours(1)] });
        var id = await calls.AskAsync("process");
        Process.GetProcessById(int.Parse(id.Split('"')[3], System.Globalization.CultureInfo.InvariantCulture)).Kill();
        await Patience.Until(() => _servers[0].Absence is not null, "the server's absence");
        Assert.Contains("is away: it ended", await calls.AskAsync("echo", """{"text":"?"}"""), StringComparison.Ordinal);
        Assert.Contains(set.Declarations, static one => one.Name == "echo");
    }

    [Fact]
    public async Task A_call_that_hangs_is_given_up_and_the_server_that_lives_stays()
    {
        var (_, calls) = await ReadyAsync(Stdio());
        using var cancellation = new CancellationTokenSource();
        var hanging = calls.AskAsync("hang", cancellation: cancellation.Token);
        Assert.Equal("""{"output":"echo: beside"}""", await calls.AskAsync("echo", """{"text":"beside"}"""));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.Equal("""{"output":"echo: after"}""", await calls.AskAsync("echo", """{"text":"after"}"""));
        Assert.Equal(1, _servers[0].Starts);
    }

    [Fact]
    public async Task Servers_that_never_come_or_cannot_be_started_delay_nobody_and_come_late()
    {
        var never = Start(Stdio() with { Name = "never", Arguments = ["--never"] });
        var missing = Start(new McpServerOptions { Name = "missing", Command = "/no/such/program" });
        var late = new Gate(Start(Stdio() with { Name = "late" }));
        var set = new Toolset([], [never, missing, late], new ToolsetOptions(), TimeProvider.System, _log);
        Assert.Equal(["more_tools", "use_tool"], set.Declarations.Select(static one => one.Name));

        await Patience.Until(() => late.Server.Absence is null && _log.Text.Contains("missing are away", StringComparison.Ordinal), "the last of them");
        late.IsOpen = true;
        var calls = new Calls(set);
        var more = await calls.AskAsync("more_tools");
        Assert.Contains("\"name\":\"echo\"", more, StringComparison.Ordinal);
        Assert.Contains("never: it is being started", more, StringComparison.Ordinal);
        Assert.Contains("its program cannot be started", more, StringComparison.Ordinal);
        Assert.Equal("""{"output":"echo: late"}""", await calls.AskAsync("use_tool", """{"name":"echo","arguments":{"text":"late"}}"""));
        Assert.Equal("unknown", await calls.AskAsync("nothing"));
    }

    [Fact]
    public async Task Http_does_the_same_and_a_dead_one_comes_back()
    {
        var start = Program();
        start.ArgumentList.Add("--http");
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        _http = Process.Start(start)!;
        var address = await _http.StandardOutput.ReadLineAsync(Patience.Token());

        var (_, calls) = await ReadyAsync(new McpServerOptions { Name = "test", Url = new Uri(address!), Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + Secret } });
        Assert.Equal("""{"output":"echo: over http"}""", await calls.AskAsync("echo", """{"text":"over http"}"""));

        _http.Kill();
        await _http.WaitForExitAsync(Patience.Token());
        Assert.StartsWith("failed: the server test", await calls.AskAsync("echo", """{"text":"?"}"""), StringComparison.Ordinal);
        await Patience.Until(() => _servers[0].Absence is not null, "the server's absence");
        Assert.DoesNotContain(Secret, _log.Text, StringComparison.Ordinal);
    }

    private static ProcessStartInfo Program() => new(Path.Combine(AppContext.BaseDirectory, "..", "..", "ToolServer", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "ToolServer"));

    internal static McpServerOptions Stdio() => new()
    {
        Name = "test",
        Command = Program().FileName,
        Backoff = [TimeSpan.FromMilliseconds(50)],
        Environment = Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root ? new Dictionary<string, string> { ["DOTNET_ROOT"] = root } : [],
    };

    private McpServer Start(McpServerOptions options)
    {
        var server = new McpServer(options, TimeProvider.System, _log);
        _servers.Add(server);
        return server;
    }

    private async Task<(Toolset Set, Calls Calls)> ReadyAsync(McpServerOptions options, ToolPermissions? permissions = null)
    {
        var server = Start(options);
        await Patience.Until(() => server.Absence is null, "the server");
        var set = new Toolset(
            [ClockTool.Create("en", TimeProvider.System)], [server],
            new ToolsetOptions { Permissions = permissions ?? new ToolPermissions { Allow = ["test.write"], Confirm = ["test.delete"] } }, TimeProvider.System, _log);
        return (set, new Calls(set));
    }

    // A server that has not come before the test says so.
    private sealed class Gate(McpServer server) : IToolServer
    {
        public McpServer Server => server;

        public bool IsOpen { get; set; }

        public string Name => server.Name;

        public IReadOnlyList<ServedTool> Tools => IsOpen ? server.Tools : [];

        public string? Absence => IsOpen ? server.Absence : "it is being started";
    }
}
