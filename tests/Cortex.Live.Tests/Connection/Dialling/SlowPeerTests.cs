using System.Net;
using System.Net.Sockets;
using Cortex.Live.Connection;

namespace Cortex.Live.Tests.Connection.Dialling;

/// <summary>What the system itself holds back.</summary>
public sealed class SlowPeerTests
{
    [Fact]
    public async Task The_system_holds_little_for_a_peer_that_takes_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the system has no such limit");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8192 };
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();

        await using var stream = await new SystemNetwork(new StallPolicy(), TimeProvider.System).ConnectAsync((IPEndPoint)listener.LocalEndPoint!, TestContext.Current.CancellationToken);
        using var peer = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        var (piece, taken) = (new byte[4000], 0);
        var writing = ValueTask.CompletedTask;
        while (writing.IsCompleted && taken < 10_000_000)
        {
            taken += piece.Length;
            writing = stream.WriteAsync(piece, TestContext.Current.CancellationToken);
        }

        Assert.InRange(taken, 8000, 100_000);
        peer.Close();
        await writing.AsTask().ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
    }
}
