using System.Net;
using System.Net.Sockets;
using System.Text;
using Cortex.Testing;

namespace Cortex.Live.Tests.Connection.Dialling;

/// <summary>An HTTP proxy on loopback that takes one CONNECT, whatever name it asks for, and leads it to one port of this machine.</summary>
internal sealed class LoopbackProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly MemoryStream _seen = new();

    public LoopbackProxy(int port)
    {
        _listener.Start();
        Serving = Task.Run(() => ServeAsync(port));
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public string Request { get; private set; } = "";

    /// <summary>What passed from the client on, as it was to be seen here.</summary>
    public string Seen => Encoding.Latin1.GetString(_seen.ToArray());

    public Task Serving { get; }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(int port)
    {
        using var client = await _listener.AcceptTcpClientAsync(Patience.Token());
        var near = client.GetStream();
        Request = await LoopbackServer.ReadHeadAsync(near);
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port, Patience.Token());
        var far = server.GetStream();
        await near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), Patience.Token());
        var down = far.CopyToAsync(near, Patience.Token());
        var buffer = new byte[4096];
        try
        {
            while (await near.ReadAsync(buffer, Patience.Token()) is var count and > 0)
            {
                _seen.Write(buffer, 0, count);
                await far.WriteAsync(buffer.AsMemory(0, count), Patience.Token());
            }

            server.Client.Shutdown(SocketShutdown.Send);
            await down;
        }
        catch (IOException)
        {
            // The client left.
        }
    }
}
