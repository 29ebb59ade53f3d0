using System.Runtime.CompilerServices;
using Cortex.Engines.Offline;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Cortex.Server.Hosting;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.EndToEnd.Sight;

/// <summary>Our Live server with somebody behind the socket who notes what arrives, and when.</summary>
internal sealed class WatchingServer : IAsyncDisposable
{
    private readonly Gate _gate;
    private readonly LiveServer _server;

    private WatchingServer(Gate gate, LiveServer server) => (_gate, _server) = (gate, server);

    public string Address => _server.Url.ToString();

    /// <summary>What arrived, in order: <c>start</c>, <c>end</c>, <c>audio</c>, <c>video</c>, with seconds and bytes.</summary>
    public IReadOnlyList<(string Kind, double Seconds, int Bytes)> Arrived
    {
        get
        {
            lock (_gate.Arrived)
            {
                return [.. _gate.Arrived];
            }
        }
    }

    public static async Task<WatchingServer> StartAsync()
    {
        var brain = new OfflineBrain(new CueVoice(), null);
        var gate = new Gate(new TurnEngine(brain, new TurnEngineOptions(), TimeProvider.System, NullLoggerFactory.Instance));
        return new WatchingServer(gate, await LiveServer.StartAsync(
            new LiveServerOptions { Port = 0 }, gate, brain, new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance, Patience.Token()));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private sealed class Gate(ILiveEngine inner) : ILiveEngine
    {
        private readonly long _start = TimeProvider.System.GetTimestamp();

        public string Name => inner.Name;

        public List<(string Kind, double Seconds, int Bytes)> Arrived { get; } = [];

        public ILiveConversation Open(Setup setup, ConversationHistory history) => new Passage(inner.Open(setup, history), this);

        private void Note(ClientMessage message)
        {
            var kind = message switch
            {
                RealtimeInput { ActivityStart: true } => "start",
                RealtimeInput { ActivityEnd: true } => "end",
                RealtimeInput { Audio: not null } => "audio",
                RealtimeInput { Video: not null } => "video",
                _ => "other",
            };
            lock (Arrived)
            {
                Arrived.Add((kind, TimeProvider.System.GetElapsedTime(_start).TotalSeconds, (message as RealtimeInput)?.Video?.DecodedLength ?? 0));
            }
        }

        private sealed class Passage(ILiveConversation conversation, Gate gate) : ILiveConversation
        {
            public ConversationStats Stats => conversation.Stats;

            public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
            {
                gate.Note(message);
                return conversation.SendAsync(message, cancellationToken);
            }

            public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await foreach (var item in conversation.ReceiveAsync(cancellationToken))
                {
                    yield return item;
                }
            }

            public ValueTask DisposeAsync() => conversation.DisposeAsync();
        }
    }
}
