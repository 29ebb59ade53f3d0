using System.Net.WebSockets;
using System.Threading.Channels;

namespace Cortex.Testing;

/// <summary>
/// A server a test plays by hand, message by message, over memory: give <see cref="Connect"/> to the client as its socket factory
/// and <see cref="AcceptAsync"/> each connection it makes.
/// </summary>
public sealed class ScriptedServer : IDisposable
{
    private readonly Channel<ServerPeer> _arrived = Channel.CreateBounded<ServerPeer>(64);
    private readonly List<ServerPeer> _peers = [];

    /// <summary>Connections made so far.</summary>
    public int Connections
    {
        get
        {
            lock (_peers)
            {
                return _peers.Count;
            }
        }
    }

    /// <summary>Makes a connection and returns the client's end.</summary>
    public WebSocket Connect()
    {
        var peer = new ServerPeer(InMemorySockets.CreatePair());
        lock (_peers)
        {
            _peers.Add(peer);
        }

        Assert.True(_arrived.Writer.TryWrite(peer), "more connections than a test plays by hand");
        return peer.Sockets.Client;
    }

    /// <summary>The server's end of the next connection.</summary>
    public Task<ServerPeer> AcceptAsync() => _arrived.Reader.ReadAsync(TestContext.Current.CancellationToken).Within("a connection to the scripted server");

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_peers)
        {
            _peers.ForEach(static peer => peer.Sockets.Dispose());
        }
    }
}
