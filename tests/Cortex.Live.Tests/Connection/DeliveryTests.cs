using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Live.Tests.Connection;

/// <summary>What was received reaches its consumer on the reader's thread, which the reader needs no longer.</summary>
public sealed class DeliveryTests
{
    private const string Message = """{"serverContent":{"turnComplete":true}}""";

    [Fact]
    public async Task A_consumer_that_keeps_its_thread_holds_up_no_reading()
    {
        using var sockets = InMemorySockets.CreatePair();
        using var owner = new Owner(holdUntil: 4);
        await using var connection = new LiveConnection(
            1, sockets.Client, owner, owner.Pool, new WireCounters(), new ConnectionLimits(), TimeProvider.System, NullLogger.Instance);
        connection.Start();
        var peer = new ServerPeer(sockets);
        await peer.SendAsync(Message);
        await owner.Holding.Within("the consumer to hold the thread it was given");
        for (var i = 0; i < 3; i++)
        {
            await peer.SendAsync(Message);
        }

        Assert.True(await owner.Released.Within("the held consumer to see what was read meanwhile"), "the reader waited for the consumer");
        sockets.Break();
    }

    [Fact]
    public async Task Every_message_is_followed_by_a_delivery_however_they_come()
    {
        using var sockets = InMemorySockets.CreatePair();
        using var owner = new Owner(holdUntil: 0);
        await using var connection = new LiveConnection(
            1, sockets.Client, owner, owner.Pool, new WireCounters(), new ConnectionLimits(), TimeProvider.System, NullLogger.Instance);
        connection.Start();
        var peer = new ServerPeer(sockets);
        var sent = 0;
        foreach (var burst in new[] { 1, 2, 50, 1, 1, 7 })
        {
            for (var i = 0; i < burst; i++)
            {
                await peer.SendAsync(Message, fragmentBytes: i % 2 == 0 ? int.MaxValue : 10);
            }

            sent += burst;
            await Patience.Until(() => owner.Delivered == sent, "the last message of a burst to be delivered");
        }

        sockets.Break();
    }

    private sealed class Owner(int holdUntil) : IConnectionOwner, IDisposable
    {
        private readonly TaskCompletionSource _holding = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<bool> _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _enough = new();
        private int _received;
        private int _delivered;

        public InboundPool Pool { get; } = new();

        public Task Holding => _holding.Task;

        public Task<bool> Released => _released.Task;

        public int Delivered => Volatile.Read(ref _delivered);

        public void Received(LiveConnection from, ServerMessage message, InboundMessage bytes, long timestamp)
        {
            Pool.Return(bytes);
            if (Interlocked.Increment(ref _received) == holdUntil)
            {
                _enough.Set();
            }
        }

        public void Deliver(LiveConnection from, bool here)
        {
            // Two deliveries may overlap: one here, one by the reader that went on.
            lock (_enough)
            {
                _delivered = Math.Max(_delivered, Volatile.Read(ref _received));
            }

            if (here && holdUntil > 0 && _holding.TrySetResult())
            {
                _released.SetResult(_enough.Wait(Patience.Limit));
            }
        }

        public void Unreadable(LiveConnection from, ProtocolException fault)
        {
        }

        void IConnectionOwner.Ended(LiveConnection from, CloseReason reason)
        {
        }

        public void Dispose() => _enough.Dispose();
    }
}
