using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Testing;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Live.Tests.Connection;

/// <summary>The writer of a connection over real WebSockets: written in place where it can be, in order and within bounds always.</summary>
public sealed class WriterTests
{
    private const int Texters = 2;
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_message_is_on_the_wire_when_its_sender_gets_control_back()
    {
        await using var rig = new Rig(1 << 20);
        await Patience.Until(() => rig.Outbox.HasTaker, "the writer to wait");
        for (var i = 0; i < 100; i++)
        {
            rig.Add(OutboundKind.Audio, i);
            Assert.Equal(i + 1, rig.Counters.MessagesUp);
            Assert.Equal(i, (await rig.TakeAsync()).Label);
        }
    }

    [Fact]
    public async Task A_peer_that_reads_nothing_makes_no_sender_of_sound_or_frames_wait()
    {
        await using var rig = new Rig(capacity: 4096, new OutboxLimits { Microphone = 10 * Chunk });
        await Patience.Until(() => rig.Outbox.HasTaker, "the writer to wait");

        // All on this thread: a sender that waited for the peer would never come to the end.
        for (var i = 0; i < 400; i++)
        {
            rig.Add(OutboundKind.Audio, i, bytes: 900);
            rig.Add(OutboundKind.Frame, i, bytes: 900);
        }

        var written = rig.Counters.MessagesUp;
        Assert.InRange(written, 1, 4);
        var lost = rig.Outbox.TakeLosses();
        List<(OutboundKind Kind, int Label)> taken = [];
        while (taken.Count < 800 - lost.Chunks - rig.Outbox.SkippedFrames)
        {
            taken.Add(await rig.TakeAsync());
        }

        // What fitted the socket, one in the writer's hand, and then the newest ten.
        var sound = taken.Where(static one => one.Kind is OutboundKind.Audio).Select(static one => one.Label).ToArray();
        Assert.Equal(Enumerable.Range(390, 10), sound[^10..]);
        Assert.Equal(Enumerable.Range(0, sound.Length - 10), sound[..^10]);
        Assert.Equal(399, taken.Last(static one => one.Kind is OutboundKind.Frame).Label);
        Assert.Equal(400 - sound.Length, lost.Chunks);
    }

    [Fact]
    public void Any_senders_and_any_peer_keep_order_and_bounds_and_every_message_is_sent_or_counted() =>
        Gen.Select(Gen.Int[600, 20_000], Gen.Int[1, 12], Gen.Int[0, 3], Gen.Int).Sample(
            (capacity, heldChunks, pace, seed) => Assert.True(
                Task.Run(() => AgreesAsync(capacity, heldChunks, pace, seed)).Wait(Patience.Limit), "messages still to come after a minute"),
            iter: 60, threads: 1);

    [Fact]
    public async Task A_sender_with_a_context_of_its_own_is_never_made_to_run_the_writer_in_it()
    {
        var context = new CountingContext();
        await using var rig = new Rig(capacity: 2048);
        await Patience.Until(() => rig.Outbox.HasTaker, "the writer to wait");
        var before = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(context);
            for (var i = 0; i < 50; i++)
            {
                rig.Add(OutboundKind.Audio, i, bytes: 900);
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(i, (await rig.TakeAsync()).Label);
        }

        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public async Task A_broken_socket_gives_the_message_back_and_the_next_connection_sends_all_in_order()
    {
        using var outbox = new Outbox(new OutboxLimits());
        await using (var first = new Rig(capacity: 2048, outbox: outbox))
        {
            for (var i = 0; i < 20; i++)
            {
                first.Add(OutboundKind.Audio, i, bytes: 900);
            }

            await Patience.Until(() => first.Counters.MessagesUp == 2, "the socket to be full");
            Assert.Equal(0, (await first.TakeAsync()).Label);
            first.Sockets.Break();
            await first.Ended.Within("the first connection to end");
        }

        await using var second = new Rig(capacity: 1 << 20, outbox: outbox);
        var next = (await second.TakeAsync()).Label;
        Assert.InRange(next, 1, 4);
        for (var i = next + 1; i < 20; i++)
        {
            Assert.Equal(i, (await second.TakeAsync()).Label);
        }
    }

    // The oracle knows nothing of lanes: what each sender sent, and what must hold of what arrives.
    private static async Task AgreesAsync(int capacity, int heldChunks, int pace, int seed)
    {
        const int Each = 120;
        await using var rig = new Rig(capacity, new OutboxLimits { Microphone = heldChunks * Chunk, Control = 3, Marks = 3 });
        var random = new Random(seed);
        int[] sizes = [.. Enumerable.Range(0, Each).Select(_ => random.Next(8, 1500))];
        var microphone = Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await rig.SendAsync(i % 10 == 9 ? OutboundKind.Mark : OutboundKind.Audio, i, sizes[i]);
                await PauseAsync(i, pace);
            }
        });
        var camera = Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                rig.Add(OutboundKind.Frame, i, sizes[Each - 1 - i]);
                await PauseAsync(i, pace);
            }
        });
        var texters = Enumerable.Range(0, Texters).Select(texter => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await rig.SendAsync(texter == 0 ? OutboundKind.Text : OutboundKind.ToolAnswer, i, sizes[i]);
            }
        })).ToArray();

        var arrived = new List<(OutboundKind Kind, int Label)>();
        while (!(Newest(OutboundKind.Mark) == Each - 1 && Newest(OutboundKind.Frame) == Each - 1
            && Newest(OutboundKind.Text) == Each - 1 && Newest(OutboundKind.ToolAnswer) == Each - 1))
        {
            arrived.Add(await rig.TakeAsync());
        }

        await Task.WhenAll([microphone, camera, .. texters]);
        var lost = rig.Outbox.TakeLosses();
        var spoken = arrived.Where(static one => one.Kind is OutboundKind.Audio or OutboundKind.Mark).Select(static one => one.Label).ToArray();
        var frames = Labels(OutboundKind.Frame);
        Assert.Equal(spoken.Order().Distinct(), spoken);
        Assert.Equal(Enumerable.Range(0, Each).Where(static i => i % 10 == 9), Labels(OutboundKind.Mark));
        Assert.Equal(Each, spoken.Length + lost.Chunks);
        Assert.Equal(lost.Chunks * Chunk, lost.Sound);
        Assert.Equal(Enumerable.Range(0, Each), Labels(OutboundKind.Text));
        Assert.Equal(Enumerable.Range(0, Each), Labels(OutboundKind.ToolAnswer));
        Assert.Equal(frames.Order().Distinct(), frames);
        Assert.Equal(Each, frames.Length + rig.Outbox.SkippedFrames);
        await Patience.Until(() => rig.Counters.MessagesUp == arrived.Count, "the last write to be counted");
        Assert.Equal(Labels(OutboundKind.Audio).Length * Chunk, rig.Counters.SoundUp);
        Assert.Equal(frames.Length, rig.Counters.FramesSent);

        int[] Labels(OutboundKind kind) => [.. arrived.Where(one => one.Kind == kind).Select(static one => one.Label)];
        int Newest(OutboundKind kind) => arrived.FindLast(one => one.Kind == kind) is var one && one.Kind == kind ? one.Label : -1;
    }

    private static async Task PauseAsync(int i, int pace)
    {
        for (var yields = 0; yields < pace * (i % 3); yields++)
        {
            await Task.Yield();
        }
    }

    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }
    }

    private sealed class Rig : IConnectionOwner, IAsyncDisposable
    {
        private readonly InboundPool _pool = new();
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly LiveConnection _connection;
        private readonly byte[] _buffer = new byte[4096];
        private readonly bool _ownsOutbox;

        public Rig(int capacity, OutboxLimits? limits = null, Outbox? outbox = null)
        {
            Sockets = InMemorySockets.CreatePair(capacity);
            (Outbox, _ownsOutbox) = (outbox ?? new Outbox(limits ?? new OutboxLimits()), outbox is null);
            _connection = new LiveConnection(
                1, Sockets.Client, this, _pool, Counters, new ConnectionLimits(), TimeProvider.System, NullLogger.Instance);
            _connection.Start();
            _connection.StartWriting(Outbox, Task.CompletedTask);
        }

        public InMemorySockets Sockets { get; }

        public Outbox Outbox { get; }

        public WireCounters Counters { get; } = new();

        public Task Ended => _ended.Task;

        public void Add(OutboundKind kind, int label, int bytes = 8) => Outbox.Add(Message(kind, label, bytes));

        public ValueTask SendAsync(OutboundKind kind, int label, int bytes)
        {
            if (kind is not OutboundKind.Audio)
            {
                return Outbox.AddWaitingAsync(Message(kind, label, bytes), Patience.Token());
            }

            Add(kind, label, bytes);
            return default;
        }

        public async Task<(OutboundKind Kind, int Label)> TakeAsync()
        {
            for (var length = 0; ;)
            {
                var part = await Sockets.Server.ReceiveAsync(_buffer.AsMemory(length), TestContext.Current.CancellationToken).Within("a message of the client");
                length += part.Count;
                if (part.EndOfMessage)
                {
                    return ((OutboundKind)_buffer[0], int.Parse(_buffer.AsSpan(1, 3)));
                }
            }
        }

        public void Received(LiveConnection from, ServerMessage message, InboundMessage bytes, long timestamp) => _pool.Return(bytes);

        public void Unreadable(LiveConnection from, ProtocolException fault)
        {
        }

        void IConnectionOwner.Ended(LiveConnection from, CloseReason reason) => _ended.TrySetResult();

        public async ValueTask DisposeAsync()
        {
            Sockets.Break();
            await _connection.DisposeAsync().AsTask().Within("the connection to end");
            Sockets.Dispose();
            if (_ownsOutbox)
            {
                Outbox.Dispose();
            }
        }

        private OutboundMessage Message(OutboundKind kind, int label, int bytes)
        {
            var message = Outbox.Rent(kind);
            message.Sound = kind is OutboundKind.Audio ? Chunk : TimeSpan.Zero;
            var span = message.GetSpan(bytes)[..bytes];
            span.Clear();
            span[0] = (byte)kind;
            label.TryFormat(span[1..], out _, "000");
            message.Advance(bytes);
            return message;
        }
    }
}
