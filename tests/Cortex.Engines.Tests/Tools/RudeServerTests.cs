using System.Net;
using System.Net.Sockets;
using System.Text;
using Cortex.Engines.Tools;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Tools;

/// <summary>Servers that would take all memory, all log and all secrets: each is bounded, and told.</summary>
public sealed class RudeServerTests : IAsyncLifetime
{
    private const string Secret = "sesame-12345";
    private readonly LogCapture _log = new();
    private readonly CancellationTokenSource _over = new();
    private readonly List<TcpListener> _doors = [];
    private McpServer? _server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await _over.CancelAsync();
        _doors.ForEach(static door => door.Dispose());
        _over.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task A_line_without_an_end_ends_its_server()
    {
        Start("line", TimeProvider.System);
        await Patience.Until(() => _server!.Absence?.Contains("more than 4 MB", StringComparison.Ordinal) is true, "the end of the server");
    }

    [Fact]
    public async Task Words_on_standard_error_without_an_end_are_read_on()
    {
        Start("errors", TimeProvider.System);
        await Patience.Until(() => _server!.Absence is null, "the server");
        Assert.True(_log.Text.Length < 100_000);
    }

    [Theory]
    [InlineData("many", McpListing.MostTools)]
    [InlineData("pages", McpListing.MostPages)]
    public async Task A_list_without_an_end_is_read_up_to_a_bound(string mode, int tools)
    {
        Start(mode, TimeProvider.System);
        await Patience.Until(() => _server!.Absence is null, "the server");
        Assert.Equal(tools, _server!.Tools.Count);
    }

    [Fact]
    public async Task However_often_a_server_says_that_its_tools_changed_they_are_listed_once_a_second()
    {
        var clock = new FakeTimeProvider();
        Start("changes", clock);
        await Patience.Until(() => _server!.Absence is null, "the server");
        var advanced = TimeSpan.Zero;
        await Patience.Until(
            () =>
            {
                if (Listed() >= 3)
                {
                    return true;
                }

                clock.Advance(TimeSpan.FromMilliseconds(50));
                advanced += TimeSpan.FromMilliseconds(50);
                return false;
            },
            "the third listing");
        Assert.InRange(Listed() - 1, 2, advanced.TotalSeconds);

        int Listed() => int.Parse(_server!.Tools[0].Name["listed_".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_and_the_headers_stay_here()
    {
        var asked = new List<string>();
        var elsewhere = Listen(head => { asked.Add(head); return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"; });
        StartHttp(Listen(_ => $"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n"));
        await Patience.Until(() => _server!.Absence?.Contains("not followed", StringComparison.Ordinal) is true, "the word that it is not followed");
        Assert.Contains(elsewhere.Authority, _server!.Absence, StringComparison.Ordinal);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task An_event_stream_that_names_another_host_is_not_followed()
    {
        var asked = new List<string>();
        var elsewhere = Listen(head => { asked.Add(head); return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"; });
        StartHttp(Listen(head => head.StartsWith("GET", StringComparison.Ordinal)
            ? $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: endpoint\ndata: {elsewhere}\n\n"
            : "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n"));
        await Patience.Until(() => _server!.Absence?.Contains("not followed", StringComparison.Ordinal) is true, "the word that it is not followed");
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task A_body_without_an_end_ends_the_way(string kind)
    {
        StartHttp(Listen(_ => $"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\ndata: " + new string('x', 6 * 1024 * 1024)));
        await Patience.Until(() => _server!.Absence?.Contains("more than 4 MB", StringComparison.Ordinal) is true, "the end of the way");
    }

    [Theory]
    [InlineData("Line", "12345678\n1234567\r\n12345678\n", true)]
    [InlineData("Line", "12\n12345678901", false)]
    [InlineData("EmptyLine", "1\n23\n\n1\n2345\n\n", true)]
    [InlineData("EmptyLine", "1\r\n23\r\n\r\n1\r\n23\r\n\r\n", true)]
    [InlineData("EmptyLine", "1\n2\n3\n4\n5\n6\n7\n", false)]
    [InlineData("Stream", "1234\n\n1234", true)]
    [InlineData("Stream", "1234\n\n12345", false)]
    public async Task A_message_may_have_so_many_bytes_wherever_it_is_split(string end, string text, bool isGood)
    {
        for (var piece = 1; piece <= text.Length; piece++)
        {
            var isTold = false;
            await using var stream = new BoundedStream(new MemoryStream(Encoding.ASCII.GetBytes(text)), Enum.Parse<MessageEnd>(end), 10, new Pace(1, 1000, TimeProvider.System), TimeProvider.System, () => isTold = true);
            var buffer = new byte[piece];
            var fault = await Record.ExceptionAsync(async () =>
            {
                while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
                {
                }
            });
            Assert.Equal((isGood, isGood), (fault is null, !isTold));
        }
    }

    [Fact]
    public async Task Of_many_lines_on_standard_error_few_are_told_and_of_a_long_one_the_beginning()
    {
        var clock = new FakeTimeProvider();
        List<string> said = [];
        var lines = new ErrorLines(said.Add, clock);
        await lines.ReadAsync(new MemoryStream(Encoding.ASCII.GetBytes(new string('x', 100_000) + string.Concat(Enumerable.Range(0, 1000).Select(static i => $"\nline {i}")))), TestContext.Current.CancellationToken);
        Assert.Equal(50, said.Count);
        Assert.Equal(ErrorLines.MostLine, said[0].Length);
        clock.Advance(TimeSpan.FromSeconds(1));
        await lines.ReadAsync(new MemoryStream("late"u8.ToArray()), TestContext.Current.CancellationToken);
        Assert.Equal(["(951 lines are left out here)", "late"], said[50..]);
    }

    private void Start(string mode, TimeProvider time) => Run(McpTests.Stdio() with { Arguments = ["--rude", mode] }, time);

    private void StartHttp(Uri address) =>
        Run(new McpServerOptions { Name = "test", Url = address, Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + Secret } }, TimeProvider.System);

    private void Run(McpServerOptions options, TimeProvider time) =>
        _server = new McpServer(options with { Backoff = [TimeSpan.FromHours(1)], StartLimit = TimeSpan.FromHours(1) }, time, _log);

    // A server of plain bytes: reads a head, says what it is told to say, and closes.
    private Uri Listen(Func<string, string> answer)
    {
        var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        _doors.Add(door);
        _ = Task.Run(async () =>
        {
            while (!_over.IsCancellationRequested)
            {
                using var client = await door.AcceptTcpClientAsync(_over.Token);
                var stream = client.GetStream();
                var head = new StringBuilder();
                var buffer = new byte[8192];
                while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    head.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, _over.Token)));
                }

                try
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer(head.ToString())), _over.Token);
                    client.Client.Shutdown(SocketShutdown.Send);
                    while (await stream.ReadAsync(buffer, _over.Token) > 0)
                    {
                    }
                }
                catch (IOException)
                {
                    // They have had enough.
                }
            }
        });
        return new Uri($"http://127.0.0.1:{((IPEndPoint)door.LocalEndpoint).Port}/mcp");
    }
}
