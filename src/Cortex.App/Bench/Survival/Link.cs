using System.Net;
using System.Net.Sockets;

namespace Cortex.App.Bench;

/// <summary>
/// A port of our own before the server's, so that the link between client and server can be taken down (connections break, new ones
/// are refused) and up again.
/// </summary>
internal sealed class Link : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly IPEndPoint _server;
    private readonly Action<int>? _onUp;
    private readonly HashSet<Socket> _open = [];
    private readonly CancellationTokenSource _over = new();
    private Socket _listener;
    private Task _accepting;

    /// <summary>Begins to listen.</summary>
    /// <param name="server">Where it leads.</param>
    /// <param name="onUp">Told of every piece that went from the client to the server: its bytes; null: nobody counts.</param>
    public Link(Uri server, Action<int>? onUp = null)
    {
        _onUp = onUp;
        _server = new IPEndPoint(IPAddress.Parse(server.Host), server.Port);
        _listener = Listen(new IPEndPoint(IPAddress.Loopback, 0));
        Address = new Uri($"http://{_listener.LocalEndPoint}/");
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>What the client dials.</summary>
    public Uri Address { get; }

    /// <summary>Breaks what is open and refuses what comes.</summary>
    public void Down()
    {
        lock (_lock)
        {
            _listener.Dispose();
            foreach (var socket in _open)
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }

            _open.Clear();
        }
    }

    /// <summary>Listens again.</summary>
    public void Up()
    {
        lock (_lock)
        {
            _listener = Listen(new IPEndPoint(IPAddress.Loopback, Address.Port));
            _accepting = Task.WhenAll(_accepting, AcceptAsync(_listener));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        Down();
        await _accepting;
        _over.Dispose();
    }

    private static Socket Listen(IPEndPoint address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(address);
        socket.Listen();
        return socket;
    }

    private async Task AcceptAsync(Socket listener)
    {
        List<Task> relays = [];
        try
        {
            while (true)
            {
                relays.Add(RelayAsync(await listener.AcceptAsync(_over.Token)));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var first = client;
        first.NoDelay = true;
        lock (_lock)
        {
            _open.Add(client);
            _open.Add(server);
        }

        try
        {
            await server.ConnectAsync(_server, _over.Token);
            await Task.WhenAny(CopyAsync(client, server, _onUp), CopyAsync(server, client, null));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Down, or the server is gone.
        }
        finally
        {
            lock (_lock)
            {
                _open.Remove(client);
                _open.Remove(server);
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to, Action<int>? onPiece)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _over.Token) is > 0 and var count)
            {
                onPiece?.Invoke(count);
                await to.SendAsync(buffer.AsMemory(0, count), _over.Token);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side went; the other one follows.
        }
    }
}
