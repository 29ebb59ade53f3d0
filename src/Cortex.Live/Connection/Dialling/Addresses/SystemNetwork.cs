using System.Net;
using System.Net.Sockets;

namespace Cortex.Live.Connection;

/// <summary>The network of this machine. Its sockets notice when the other end is gone.</summary>
internal sealed class SystemNetwork(StallPolicy stalls, TimeProvider time) : INetwork
{
    /// <inheritdoc />
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <inheritdoc />
    public async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            TcpOptions.Set(socket, stalls);
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new GuardedStream(socket, stalls, time);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
