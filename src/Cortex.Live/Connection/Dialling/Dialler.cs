using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Cortex.Live.Connection;

/// <summary>
/// The way to servers: makes their sockets, and looks at the network while one is missing. It remembers addresses, so sessions that
/// dial the same server share one. Safe for several threads.
/// </summary>
internal sealed class Dialler
{
    private readonly ClientSockets _sockets;

    /// <summary>A dialler in this machine's network.</summary>
    public Dialler(TimeProvider time, ILogger log, DialPolicy? policy = null)
        : this(new SystemNetwork(new StallPolicy(), time), new SystemAddressChanges(log), policy ?? new DialPolicy(), time)
    {
    }

    /// <summary>A dialler in a network of one's own.</summary>
    public Dialler(INetwork network, IAddressChanges changes, DialPolicy policy, TimeProvider time, DialWay? way = null)
    {
        way ??= DialWay.Usual;
        var race = new AddressRace(network, new AddressBook(), policy, time);
        _sockets = new ClientSockets(race, way);
        Signs = new NetworkSigns(race, changes, policy, time, way.Proxy);
    }

    /// <summary>How the network is.</summary>
    public INetworkSigns Signs { get; }

    /// <summary>A connected socket; the caller's to dispose.</summary>
    /// <exception cref="UpgradeRefusedException">The server answered with an HTTP status.</exception>
    /// <exception cref="WebSocketException">The network failed.</exception>
    public ValueTask<WebSocket> ConnectAsync(LiveTarget target, CancellationToken cancellationToken) => _sockets.ConnectAsync(target, cancellationToken);
}
