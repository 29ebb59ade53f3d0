using System.Net;
using System.Net.Sockets;
using System.Text;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Testing;

namespace Cortex.Live.Tests.Connection;

/// <summary>What comes of dialling for real, over loopback.</summary>
public sealed class DialTests
{
    private const string Key = "AIza-the-secret-of-the-dial-test";

    [Theory]
    [InlineData("401 Unauthorized", CloseClass.RefusedSetup)]
    [InlineData("403 Forbidden", CloseClass.RefusedSetup)]
    [InlineData("404 Not Found", CloseClass.RefusedSetup)]
    [InlineData("429 Too Many Requests", CloseClass.Quota)]
    [InlineData("500 Internal Server Error", CloseClass.ServerFault)]
    [InlineData("503 Service Unavailable", CloseClass.ServerFault)]
    public async Task An_upgrade_that_is_refused_is_a_close_reason(string status, CloseClass expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = RefuseOnceAsync(listener, status);
        var (reason, logs) = await DialAsync(new Uri($"http://{listener.LocalEndpoint}"));
        var request = await serving;

        Assert.Equal((CloseSide.Server, expected), (reason.Side, reason.Class));
        Assert.Contains($"HTTP {status[..3]}", reason.Text, StringComparison.Ordinal);
        Assert.Contains($"x-goog-api-key: {Key}", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Key, request.Split('\n')[0], StringComparison.Ordinal);
        Assert.DoesNotContain("permessage-deflate", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Key, reason + logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listening_is_a_failure_of_the_network()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        var (reason, _) = await DialAsync(address);
        Assert.Equal((CloseSide.Network, 1006, CloseClass.Network), (reason.Side, reason.Code, reason.Class));
        Assert.Contains(address.Authority, reason.Text, StringComparison.Ordinal);
    }

    private static async Task<(CloseReason Reason, LogCapture Logs)> DialAsync(Uri endpoint)
    {
        var logs = new LogCapture();
        var engine = new WellFormed(new LiveEngine(
            new LiveOptions { Endpoint = endpoint, Policy = new() { OpeningRetries = 0 }, Credentials = new FixedCredentials(Credential.From(Key, "the test")) }, TimeProvider.System, logs));
        await using var ear = new Listener(engine.Open(new Setup { Model = "gemini-3.8-live" }, ConversationHistory.Empty));
        return (await ear.UntilClosed(), logs);
    }

    private static async Task<string> RefuseOnceAsync(TcpListener listener, string status)
    {
        using var client = await listener.AcceptTcpClientAsync(Patience.Token());
        var stream = client.GetStream();
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            request.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, Patience.Token())));
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), Patience.Token());
        return request.ToString();
    }
}
