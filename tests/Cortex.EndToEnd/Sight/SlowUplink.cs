using System.Net;
using System.Net.Sockets;

namespace Cortex.EndToEnd.Sight;

/// <summary>A link to a server that carries so many bytes a second upwards and holds next to nothing itself.</summary>
internal sealed class SlowUplink : IAsyncDisposable
{
    private const int Piece = 1024;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
    private readonly CancellationTokenSource _over = new();
    private readonly Uri _server;
    private readonly TimeSpan _pace;
    private readonly Task _accepting;

    public SlowUplink(string server, int bytesPerSecond)
    {
        (_server, _pace) = (new Uri(server), TimeSpan.FromSeconds((double)Piece / bytesPerSecond));
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public string Address => $"ws://{_listener.LocalEndPoint}";

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> relays = [];
        try
        {
            while (true)
            {
                relays.Add(RelayAsync(await _listener.AcceptAsync(_over.Token)));
            }
        }
        finally
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using var near = client;
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await far.ConnectAsync(_server.Host, _server.Port, _over.Token);
            await Task.WhenAny(CopyAsync(near, far, _pace), CopyAsync(far, near, TimeSpan.Zero));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side is gone.
        }
    }

    private async Task CopyAsync(Socket from, Socket to, TimeSpan pace)
    {
        var buffer = new byte[Piece];
        var start = TimeProvider.System.GetTimestamp();
        var due = TimeSpan.Zero;
        try
        {
            while (await from.ReceiveAsync(buffer, _over.Token) is > 0 and var count)
            {
                // What was not used before is gone: a link has no memory of its idle time.
                var now = TimeProvider.System.GetElapsedTime(start);
                due = (due > now ? due : now) + (pace * count / Piece);
                if (due - now > TimeSpan.FromMilliseconds(5))
                {
                    await Task.Delay(due - now, TimeProvider.System, _over.Token);
                }

                await to.SendAsync(buffer.AsMemory(0, count), _over.Token);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side is gone.
        }
    }
}
