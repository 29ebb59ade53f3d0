using System.Text;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Live.Tests.Connection;

/// <summary>Alone in the process while it runs: what is counted are all bytes allocated by anybody.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationAlone;

/// <summary>The audio path through a real session and a real WebSocket over memory allocates nothing per message.</summary>
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Round = 500;
    private const int Rounds = 30;

    [Fact]
    public async Task A_chunk_of_the_microphone_allocates_nothing_on_its_way_up()
    {
        await using var rig = await Rig.OpenAsync();
        var input = new RealtimeInput();
        var samples = new byte[640];
        var buffer = new byte[4096];
        var size = 0L;
        var least = await LeastPerRoundAsync(async () =>
        {
            for (var i = 0; i < Round; i++)
            {
                input.Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", samples);
                await rig.Conversation.SendAsync(input, CancellationToken.None);

                // Received here and not in a method of its own, which would allocate its state in a debug build.
                for (var whole = false; !whole;)
                {
                    var part = await rig.Sockets.Server.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    size += part.Count;
                    whole = part.EndOfMessage;
                }
            }
        });

        Assert.True(size > Round * 856L, "the chunks did not arrive");
        Assert.True(least < 2 * Round, $"{least} bytes for {Round} chunks in the best round; it must be none per chunk");
    }

    [Fact]
    public async Task A_sound_of_the_model_allocates_nothing_on_its_way_down()
    {
        await using var rig = await Rig.OpenAsync();
        var message = Encoding.UTF8.GetBytes(
            """{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"#"}}]}}}""".Replace("#", Convert.ToBase64String(new byte[11520]), StringComparison.Ordinal));
        var pcm = new byte[11520];
        await using var events = rig.Conversation.ReceiveAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var sound = 0L;
        var least = await LeastPerRoundAsync(async () =>
        {
            for (var i = 0; i < Round;)
            {
                await rig.Sockets.Server.SendAsync(message.AsMemory(), System.Net.WebSockets.WebSocketMessageType.Binary, true, CancellationToken.None);
                do
                {
                    Assert.True(await events.MoveNextAsync());
                }
                while (events.Current.Message is not ServerContent);

                sound += ((ServerContent)events.Current.Message).ModelTurn!.Parts[0].InlineData!.Value.CopyTo(pcm);
                i++;
            }
        });

        Assert.Equal((long)Round * Rounds * 11520, sound);
        Assert.True(least < 2 * Round, $"{least} bytes for {Round} sounds in the best round; it must be none per sound");
    }

    // Others in the process (the runner, tiered compilation) allocate now and then: the best of many rounds is the path itself.
    // On the pool: the runner's synchronization context would allocate at every await.
    private static Task<long> LeastPerRoundAsync(Func<Task> round) => Task.Run(async () =>
    {
        var least = long.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await round();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    });

    private sealed class Rig(InMemorySockets sockets, ILiveConversation conversation) : IAsyncDisposable
    {
        private readonly byte[] _buffer = new byte[4096];

        public InMemorySockets Sockets => sockets;

        public ILiveConversation Conversation => conversation;

        public static async Task<Rig> OpenAsync()
        {
            var sockets = InMemorySockets.CreatePair();
            var options = new LiveOptions { Endpoint = new("http://live.test"), Credentials = FixedCredentials.None, ConnectSocket = (_, _) => new(sockets.Client) };
            var conversation = new LiveEngine(options, TimeProvider.System, NullLoggerFactory.Instance)
                .Open(new Setup { Model = "models/gemini-3.8-live" }, ConversationHistory.Empty);
            var rig = new Rig(sockets, conversation);
            await rig.TakeMessageAsync();
            await sockets.Server.SendAsync("{\n  \"setupComplete\": {}\n}\n"u8.ToArray().AsMemory(), System.Net.WebSockets.WebSocketMessageType.Binary, true, default);
            return rig;
        }

        // No timeout helper here: it would allocate. The runner's own limit ends a hang.
        public async ValueTask<int> TakeMessageAsync()
        {
            var size = 0;
            while (true)
            {
                var part = await sockets.Server.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
                size += part.Count;
                if (part.EndOfMessage)
                {
                    return size;
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            sockets.Break();
            await conversation.DisposeAsync();
        }
    }
}
