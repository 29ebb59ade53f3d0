using System.Net;
using System.Net.Sockets;

namespace Cortex.App.Tests.WebConsole;

/// <summary>A port that is taken.</summary>
public sealed class PortTests
{
    [Fact]
    public async Task The_next_free_port_is_taken_and_said()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var stage = await ConsoleStage.OpenAsync(port: port);
        Assert.InRange(stage.Url.Port, port + 1, port + 19);
        Assert.Contains(stage.Said, words => words == $"port {port} is taken by another program, so the console is at port {stage.Url.Port}");
    }
}
