using System.Runtime.InteropServices;
using System.Text;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Media.Voices;
using Cortex.Server.Faults;
using Cortex.Server.Hosting;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.EndToEnd.Recovery;

/// <summary>
/// A conversation of our client with our server over real sockets, on which things go wrong by plan. The wearer's turns are marked
/// by this side, so that both ends can compare an utterance sample for sample.
/// </summary>
internal sealed class FaultyTalk : IAsyncDisposable
{
    private const int SampleRateHz = 16_000;
    private const int ChunkSamples = SampleRateHz / 50;

    private readonly HearingBrain _brain = new();
    private readonly WellFormed _engine;
    private readonly ILiveConversation _conversation;
    private readonly Listener _listener;
    private int _utterances;

    private FaultyTalk(LiveServer server, HearingBrain brain, LiveOptions options)
    {
        (Server, _brain) = (server, brain);
        _engine = new WellFormed(new LiveEngine(options with { Endpoint = server.Url }, TimeProvider.System, NullLoggerFactory.Instance));
        _conversation = _engine.Open(
            new Setup
            {
                Model = "models/gemini-3.8-live",
                RealtimeInputConfig = new RealtimeInputConfig { AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true } },
                OutputAudioTranscription = new AudioTranscriptionConfig(),
            },
            ConversationHistory.Empty);
        _listener = new Listener(_conversation);
    }

    public LiveServer Server { get; }

    public ConversationStats Stats => _conversation.Stats;

    public Listener Listener => _listener;

    /// <summary>The utterances that became questions.</summary>
    public IReadOnlyList<short[]> Heard => _brain.Heard;

    public static async Task<FaultyTalk> OpenAsync(string faults, LiveOptions? options = null)
    {
        var brain = new HearingBrain();
        var plan = FaultPlan.Parse(Encoding.UTF8.GetBytes($$"""{ "name": "test", "faults": [ {{faults}} ] }"""), "test");
        var engine = new TurnEngine(brain, new TurnEngineOptions { HoldTurnComplete = false, ClosesAbruptly = true }, TimeProvider.System, NullLoggerFactory.Instance);
        var server = await LiveServer.StartAsync(
            new LiveServerOptions { Faults = plan }, engine, brain, new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance, Patience.Token());
        return new FaultyTalk(server, brain, (options ?? new LiveOptions()) with { Credentials = new FixedCredentials(Credential.From("any", "the test")) });
    }

    /// <summary>Says something in its own time, as a microphone does, and marks its end.</summary>
    /// <returns>What was said.</returns>
    public async Task<short[]> SpeakAsync(TimeSpan length)
    {
        var said = new short[(int)(length.TotalSeconds * 50) * ChunkSamples];
        var number = ++_utterances;
        for (var i = 0; i < said.Length; i++)
        {
            // A ramp with a number of its own: no piece of it is like another, and no utterance like the next.
            said[i] = (short)((number * 4_000) + (i % 3_989));
        }

        await _conversation.SendAsync(new RealtimeInput { ActivityStart = true });
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var at = 0; at < said.Length && await clock.WaitForNextTickAsync(Patience.Token()); at += ChunkSamples)
        {
            var bytes = MemoryMarshal.AsBytes(said.AsSpan(at, ChunkSamples)).ToArray();
            await _conversation.SendAsync(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", bytes) });
        }

        await _conversation.SendAsync(new RealtimeInput { ActivityEnd = true });
        return said;
    }

    /// <summary>Waits until this many answers were heard to their end, each at least a second long.</summary>
    public Task UntilAnsweredAsync(int answers) =>
        Patience.Until(() => Answers(_listener.Events) >= answers || IsClosed, $"answer {answers}, or the end");

    public bool IsClosed => _listener.Notices<Closed>().Count > 0;

    /// <summary>Answers that were heard to their end.</summary>
    public static int Answers(IReadOnlyList<LiveEvent> events)
    {
        var (answers, bytes) = (0, 0);
        foreach (var content in events.Select(static e => e.Message).OfType<ServerContent>())
        {
            bytes = content.Interrupted ? 0 : bytes + (content.ModelTurn?.Parts.Sum(static part => part.InlineData?.DecodedLength ?? 0) ?? 0);
            if (content.TurnComplete)
            {
                answers += bytes >= 48_000 ? 1 : 0;
                bytes = 0;
            }
        }

        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await Server.DisposeAsync();
        Assert.Empty(_engine.Breaches);
    }
}
