using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Cortex.Live.Connection;
using Cortex.Testing;

namespace Cortex.Live.Tests.Connection.Dialling;

/// <summary>Ways to a server that are more than a socket: TLS by its name, a proxy, an address in another form.</summary>
public sealed class DialWayTests
{
    private const string Secret = "AIza-the-secret-of-the-way";

    [Fact]
    public async Task A_secure_server_is_greeted_by_its_name_and_must_have_a_certificate_for_it()
    {
        using var certificate = LoopbackServer.CertificateFor("localhost");
        using var server = new LoopbackServer(certificate);
        await SpeakAsync(new Uri($"wss://localhost:{server.Port}/live"), new DialWay(Trust: Trusting(certificate)));
        await server.Serving.Within("the server to be done");
        Assert.Equal("localhost", server.Name);
        Assert.Contains($"Host: localhost:{server.Port}", server.Request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("elsewhere.test", true)]
    [InlineData("localhost", false)]
    public async Task A_certificate_for_another_name_or_that_nobody_trusts_is_refused_and_said(string name, bool isTrusted)
    {
        using var certificate = LoopbackServer.CertificateFor(name);
        using var server = new LoopbackServer(certificate);
        var address = new Uri($"wss://localhost:{server.Port}/live");
        var failure = await Assert.ThrowsAsync<WebSocketException>(() => SpeakAsync(address, new DialWay(Trust: isTrusted ? Trusting(certificate) : null)));
        var reason = DialFailures.Classify(failure, address);
        Assert.Equal(CloseClass.RefusedSetup, reason.Class);
        Assert.Contains($"the certificate of localhost:{server.Port} is not trusted", reason.Text, StringComparison.Ordinal);
        Assert.Equal("", server.Request);
    }

    [Theory]
    [InlineData("wss", 443)]
    [InlineData("ws", 80)]
    public async Task A_proxy_is_asked_for_the_name_and_the_conversation_goes_through_it(string scheme, int port)
    {
        // Only the proxy knows this name.
        using var certificate = LoopbackServer.CertificateFor("live.test");
        using var server = new LoopbackServer(scheme == "wss" ? certificate : null);
        using var proxy = new LoopbackProxy(server.Port);
        await SpeakAsync(new Uri($"{scheme}://live.test/live"), new DialWay(new WebProxy(proxy.Address), Trusting(certificate)));
        await server.Serving.Within("the server to be done");
        await proxy.Serving.Within("the proxy to be done");
        Assert.StartsWith($"CONNECT live.test:{port} HTTP/1.1", proxy.Request, StringComparison.Ordinal);
        Assert.Equal(scheme == "wss" ? "live.test" : null, server.Name);
        Assert.Contains(Secret, server.Request, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, proxy.Request, StringComparison.Ordinal);
        Assert.Equal(scheme == "ws", proxy.Seen.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void While_the_network_is_gone_the_proxy_is_looked_for_and_not_the_server() => Assert.Equal(
        ("127.0.0.1", 3128), Proxies.FirstHop(new Uri("wss://live.test/live"), new WebProxy("http://127.0.0.1:3128")));

    [Fact]
    public async Task An_old_address_in_the_form_of_the_new_is_dialled()
    {
        using var server = new LoopbackServer();
        await SpeakAsync(new Uri($"ws://[::ffff:127.0.0.1]:{server.Port}/live"), DialWay.Usual);
        await server.Serving.Within("the server to be done");
    }

    private static X509ChainPolicy Trusting(X509Certificate2 root) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { root },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static async Task SpeakAsync(Uri address, DialWay way)
    {
        var time = TimeProvider.System;
        using var logs = new LogCapture();
        var dialler = new Dialler(new SystemNetwork(new StallPolicy(), time), new SystemAddressChanges(logs.CreateLogger("test")), new DialPolicy(), time, way);
        using var socket = await dialler.ConnectAsync(new LiveTarget(address, [new("x-goog-api-key", Secret)]), Patience.Token());
        await socket.SendAsync("hello"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, Patience.Token());
        var buffer = new byte[64];
        var got = await socket.ReceiveAsync(buffer.AsMemory(), Patience.Token());
        Assert.Equal("hello"u8.ToArray(), buffer[..got.Count]);
    }
}
