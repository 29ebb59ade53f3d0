using System.Diagnostics;
using Cortex.Engines.Offline;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Cortex.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.App.Bench;

/// <summary>
/// From the start of a <c>cortex talk --endpoint</c> process to its setup being complete, as the server sees it: the first message
/// after the setup, which a client sends only when it has <c>setupComplete</c>. The server runs in this process.
/// </summary>
internal sealed class StartUp(TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <exception cref="IOException">A client does not get as far.</exception>
    public async Task<List<double>> MeasureAsync(int starts, CancellationToken cancellationToken)
    {
        var voice = await Voices.FindAsync(new VoiceOptions(), time, NullLoggerFactory.Instance, cancellationToken);
        var brain = new OfflineBrain(voice, null);
        var engine = new Door(new TurnEngine(brain, new TurnEngineOptions(), time, NullLoggerFactory.Instance), time);
        await using var server = await LiveServer.StartAsync(
            new LiveServerOptions { Port = 0 }, engine, brain, voice, time, NullLoggerFactory.Instance, cancellationToken);
        List<double> times = [];
        const int WarmUp = 2;
        for (var i = 0; i < starts + WarmUp; i++)
        {
            var arrival = engine.Expect();
            var start = time.GetTimestamp();
            using var client = Process.Start(OwnProgram.StartInfo("talk", "--endpoint", server.Url.ToString(), "--text", "ping", "--state", "none"))
                ?? throw new IOException("the client process did not start");
            try
            {
                var arrivedAt = await arrival.WaitAsync(Limit, time, cancellationToken);
                if (i >= WarmUp)
                {
                    times.Add(time.GetElapsedTime(start, arrivedAt).TotalMilliseconds);
                }
            }
            catch (TimeoutException)
            {
                throw new IOException($"a client process did not get to its setup within {Limit.TotalSeconds:0} s");
            }
            finally
            {
                client.Kill();
                await client.WaitForExitAsync(CancellationToken.None);
            }
        }

        return times;
    }

    /// <summary>Notes when the first message of a conversation comes.</summary>
    private sealed class Door(ILiveEngine inner, TimeProvider time) : ILiveEngine
    {
        private volatile TaskCompletionSource<long> _arrival = new();

        public string Name => inner.Name;

        public Task<long> Expect() => (_arrival = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public ILiveConversation Open(Setup setup, ConversationHistory history) => new Passage(inner.Open(setup, history), this);

        private sealed class Passage(ILiveConversation conversation, Door door) : ILiveConversation
        {
            private readonly TaskCompletionSource<long> _arrival = door._arrival;

            public ConversationStats Stats => conversation.Stats;

            public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
            {
                _arrival.TrySetResult(door.Now);
                return conversation.SendAsync(message, cancellationToken);
            }

            public IAsyncEnumerable<LiveEvent> ReceiveAsync(CancellationToken cancellationToken = default) => conversation.ReceiveAsync(cancellationToken);

            public ValueTask DisposeAsync() => conversation.DisposeAsync();
        }

        private long Now => time.GetTimestamp();
    }
}
