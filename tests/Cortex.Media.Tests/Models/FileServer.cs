using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cortex.Media.Tests.Models;

/// <summary>A small HTTP server on loopback for files: it honours ranges, and breaks off or lies where a test wants it to.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public FileServer()
    {
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>The next answers end after so many bytes of the body.</summary>
    public Queue<int> BreakAfter { get; } = [];

    /// <summary>The next answers are this status.</summary>
    public Queue<int> Statuses { get; } = [];

    public bool HonoursRanges { get; set; } = true;

    /// <summary>Where each request wanted to begin.</summary>
    public List<long> Starts { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var path = (await reader.ReadLineAsync(_end.Token))?.Split(' ')[1] ?? "";
            long start = 0;
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } header)
            {
                if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                {
                    start = long.Parse(header["Range: bytes=".Length..].TrimEnd('-'));
                }
            }

            await AnswerAsync(stream, path, start);
        }
    }

    private async Task AnswerAsync(NetworkStream stream, string path, long start)
    {
        Starts.Add(start);
        if (Statuses.TryDequeue(out var status))
        {
            await WriteAsync(stream, $"HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }

        if (!Files.TryGetValue(path, out var content))
        {
            await WriteAsync(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }

        var from = HonoursRanges ? start : 0;
        if (from > 0 && from >= content.Length)
        {
            await WriteAsync(stream, "HTTP/1.1 416 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }

        var body = content.AsMemory((int)from);
        await WriteAsync(stream, from > 0
            ? $"HTTP/1.1 206 Partial Content\r\nContent-Length: {body.Length}\r\nContent-Range: bytes {from}-{content.Length - 1}/{content.Length}\r\nConnection: close\r\n\r\n"
            : $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(BreakAfter.TryDequeue(out var most) ? body[..Math.Min(most, body.Length)] : body, _end.Token);
    }

    private async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token);
}
