using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Live.Tests.Connection;

/// <summary>Every golden message of a server through the real connection, in every kind of pieces, in binary and in text frames.</summary>
public sealed class FragmentTests
{
    public static TheoryData<string> Names => [.. GoldenMessages.Server.Concat(GoldenMessages.OtherServers).Select(static message => message.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_message_split_anywhere_and_byte_by_byte_reads_as_the_whole(string name)
    {
        var whole = GoldenMessages.Get(name).Bytes;
        var expected = Text(new ServerMessageReader().Read((byte[])whole.Clone()));
        using var sockets = InMemorySockets.CreatePair();
        var owner = new Owner();
        await using var connection = new LiveConnection(
            1, sockets.Client, owner, owner.Pool, new WireCounters(), new ConnectionLimits(), TimeProvider.System, NullLogger.Instance);
        connection.Start();
        var peer = new ServerPeer(sockets);

        for (var i = 1; i < whole.Length; i++)
        {
            var type = i % 2 == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
            await peer.SendPartAsync(whole.AsMemory(0, i), last: false, type);
            await peer.SendPartAsync(whole.AsMemory(i), last: true, type);
        }

        await peer.SendAsync(whole, fragmentBytes: 1);
        await peer.SendAsync(whole);
        await peer.CloseAsync(1000, "");
        await owner.Ended.Task.Within("the end of the connection");

        Assert.Equal(whole.Length + 1, owner.Read.Count);
        Assert.All(owner.Read, text => Assert.Equal(expected, text));
    }

    private static string Text(ServerMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageWriter.Write(output, message, indented: true);
        return message.GetType().Name + Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private sealed class Owner : IConnectionOwner
    {
        public InboundPool Pool { get; } = new();

        public List<string> Read { get; } = [];

        public TaskCompletionSource<CloseReason> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Received(LiveConnection from, ServerMessage message, InboundMessage bytes, long timestamp)
        {
            Read.Add(Text(message));
            Pool.Return(bytes);
        }

        public void Unreadable(LiveConnection from, ProtocolException fault) => Read.Add(fault.ToString());

        void IConnectionOwner.Ended(LiveConnection from, CloseReason reason) => Ended.SetResult(reason);
    }
}
