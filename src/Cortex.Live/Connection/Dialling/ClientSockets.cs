using System.Net;
using System.Net.Security;
using System.Net.WebSockets;

namespace Cortex.Live.Connection;

/// <summary>Dials with <see cref="ClientWebSocket"/>, set as the real server wants it, over the quickest address. Safe for several threads.</summary>
/// <param name="race">Finds that address. TLS goes by the name nevertheless.</param>
/// <param name="way">Of whom to ask for it, and whom to trust.</param>
internal sealed class ClientSockets(AddressRace race, DialWay way)
{
    // The server was measured to answer pings 8 to 30 s late (reference 1.3): pings keep middle boxes awake and never kill.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    /// <exception cref="UpgradeRefusedException">The server answered with an HTTP status.</exception>
    /// <exception cref="WebSocketException">The network failed.</exception>
    public async ValueTask<WebSocket> ConnectAsync(LiveTarget target, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = KeepAlive;
            socket.Options.KeepAliveTimeout = Timeout.InfiniteTimeSpan;
            socket.Options.CollectHttpResponseDetails = true;
            foreach (var (name, value) in target.Headers)
            {
                socket.Options.SetRequestHeader(name, value);
            }

            using var invoker = new HttpMessageInvoker(Straight());
            await socket.ConnectAsync(target.Uri, invoker, cancellationToken).ConfigureAwait(false);
            socket.HttpResponseHeaders = null;
            return socket;
        }
        catch (WebSocketException exception) when (socket.HttpStatusCode is not (0 or HttpStatusCode.SwitchingProtocols))
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            throw new UpgradeRefusedException(status, exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A redirection would carry the key, which travels in a header of its own, to whatever address the answer names. The machine's
    // proxy is honoured, as by default. One for each connection, because an upgraded connection is never used again.
    private SocketsHttpHandler Straight() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        Proxy = way.Proxy,
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = way.Trust },
        ConnectCallback = async (context, cancellationToken) =>
            await race.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false),
    };
}
