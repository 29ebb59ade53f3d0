using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cortex.Testing;

namespace Cortex.Live.Tests.Connection.Dialling;

/// <summary>A server on loopback that takes one WebSocket, over TLS or not, and sends back the first message it gets.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;

    public LoopbackServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        Serving = Task.Run(ServeAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The name the client asked for in its TLS greeting.</summary>
    public string? Name { get; private set; }

    /// <summary>The request as it came.</summary>
    public string Request { get; private set; } = "";

    public Task Serving { get; }

    /// <summary>A certificate that speaks for one name, and vouches for itself.</summary>
    public static X509Certificate2 CertificateFor(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>Reads up to the empty line that ends a request's head.</summary>
    public static async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, Patience.Token()) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync(Patience.Token());
        Stream stream = client.GetStream();
        if (_certificate is not null)
        {
            var tls = new SslStream(stream);
            stream = tls;
            await tls.AuthenticateAsServerAsync(
                (_, hello, _, _) =>
                {
                    Name = hello.ServerName;
                    return new(new SslServerAuthenticationOptions { ServerCertificate = _certificate });
                },
                null,
                Patience.Token());
        }

        Request = await ReadHeadAsync(stream);
        var key = Request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
#pragma warning disable CA5350 // The handshake of RFC 6455 is made with this hash.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));
#pragma warning restore CA5350
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"), Patience.Token());
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        var buffer = new byte[1024];
        var got = await socket.ReceiveAsync(buffer.AsMemory(), Patience.Token());
        await socket.SendAsync(buffer.AsMemory(0, got.Count), WebSocketMessageType.Binary, endOfMessage: true, Patience.Token());
    }
}
