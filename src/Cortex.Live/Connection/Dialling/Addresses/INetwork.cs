using System.Net;

namespace Cortex.Live.Connection;

/// <summary>Names and connections of a network; a door for tests. Called from several threads.</summary>
internal interface INetwork
{
    /// <summary>The addresses of a name, at least one.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such name, or nobody to ask.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);

    /// <summary>A connection; the caller's to dispose.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody answers there.</exception>
    Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken);
}
