using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Audio;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>A conversation over three puppets (live, http, offline) on a fake clock, held to the contract of the seam.</summary>
internal sealed class LadderStage : IAsyncDisposable
{
    private readonly LadderConversation _ladder;

    public LadderStage(LadderOptions? options = null, ConversationHistory? history = null, Setup? setup = null, Action<LadderStage>? prepare = null)
    {
        Live = new PuppetEngine("live", Clock);
        Http = new PuppetEngine("http", Clock);
        Offline = new PuppetEngine("offline", Clock);
        prepare?.Invoke(this);
        var engine = new LadderEngine(
            [
                new Rung(new WellFormed(Live), NeedsNetwork: true),
                new Rung(new WellFormed(Http), NeedsNetwork: true) { ByMarks = true },
                new Rung(new WellFormed(Offline), NeedsNetwork: false) { ByMarks = true },
            ],
            options ?? new LadderOptions { Jitter = static () => 0.5 }, Voice, Clock, NullLoggerFactory.Instance);
        var kept = new Keeping(engine);
        Conversation = new WellFormed(kept).Open(setup ?? Transcribing, history ?? ConversationHistory.Empty);
        _ladder = kept.Opened!;
        Ear = new Listener(Conversation);
    }

    public static Setup Transcribing { get; } = new() { Model = "models/test", OutputAudioTranscription = new AudioTranscriptionConfig() };

    public FakeTimeProvider Clock { get; } = new();

    public PuppetEngine Live { get; }

    public PuppetEngine Http { get; }

    public PuppetEngine Offline { get; }

    public TestVoice Voice { get; } = new();

    public ILiveConversation Conversation { get; }

    public Listener Ear { get; }

    /// <summary>What came so far as one word each, sounds run together, with the words that were said.</summary>
    public string Trail => string.Join(" ", Words(Ear.Events));

    public int OpenRuns => _ladder.OpenRuns;

    public Task Send(ClientMessage message) => Conversation.SendAsync(message).AsTask();

    public Task Type(string text) => Send(new RealtimeInput { Text = text });

    public Task Start() => Send(new RealtimeInput { ActivityStart = true });

    public Task End() => Send(new RealtimeInput { ActivityEnd = true });

    public async Task Sound(double seconds, byte value = 1)
    {
        for (var i = 0; i < seconds * 50; i++)
        {
            var bytes = new byte[640];
            Array.Fill(bytes, value);
            await Send(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", bytes) });
        }
    }

    /// <summary>A recording of 16 kHz, in chunks of 20 ms.</summary>
    public async Task Speak(ReadOnlyMemory<short> samples)
    {
        for (var at = 0; at < samples.Length; at += 320)
        {
            var bytes = new byte[2 * Math.Min(320, samples.Length - at)];
            Pcm.ToBytes(samples.Span.Slice(at, bytes.Length / 2), bytes);
            await Send(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", bytes) });
        }
    }

    public Task Frame(params byte[] bytes) => Send(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", bytes) });

    public Task Answer(string id) =>
        Send(new ToolResponse { FunctionResponses = [new FunctionResponse { Id = id, Name = "lamp" }] });

    /// <summary>Waits until the trail ends so, without the clock.</summary>
    public Task Until(string ending) => Until(() => Trail.EndsWith(ending, StringComparison.Ordinal), "the trail ends with " + ending);

    public async Task Until(Func<bool> condition, string what)
    {
        for (var patience = 0; !condition(); patience++)
        {
            Assert.True(patience < 3000, $"in vain: {what}; the trail is {Trail}; live heard {Of(Live)}; http {Of(Http)}; offline {Of(Offline)}");
            await (patience < 100 ? Task.Run(static () => { }) : Task.Delay(5));
        }

        static string Of(PuppetEngine engine) => string.Join(" | ", engine.Opened.Select(static one => one.Heard));
    }

    /// <summary>Lets time pass until the trail has this in it; no rung is late only because the machine is busy.</summary>
    public async Task RunUntil(string part)
    {
        for (var steps = 0; !Trail.Contains(part, StringComparison.Ordinal); steps++)
        {
            Assert.True(steps < 3000, $"the trail never had '{part}'; it is {Trail}");
            await Until(() => _ladder.IsReady, "a rung is ready");
            await Run(0.1);
        }
    }

    /// <summary>Lets time pass.</summary>
    public Task Run(double seconds, double step = 0.1) => Clock.RunFor(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(step));

    public async ValueTask DisposeAsync() => await Ear.DisposeAsync();

    private static IEnumerable<string> Words(IReadOnlyList<LiveEvent> events)
    {
        var last = "";
        foreach (var word in events.SelectMany(Words).Where(static word => word.Length > 0))
        {
            if (word != last || word != "sound")
            {
                yield return word;
            }

            last = word;
        }
    }

    private static IEnumerable<string> Words(LiveEvent item) => item switch
    {
        { Message: ServerContent content } => Words(content),
        { Message: SetupComplete } => ["ready"],
        { Message: ToolCall call } => [$"call({string.Join(",", call.FunctionCalls.Select(static one => one.Id))})"],
        { Message: ToolCallCancellation cancelled } => [$"cancel({string.Join(",", cancelled.Ids)})"],
        { Message: UsageReport } => ["usage"],
        { Notice: Lost lost } => [$"lost({lost.What})"],
        { Notice: RungChanged change } => [$"[{change.From}>{change.To}]"],
        { Notice: Closed closed } => [$"closed({closed.Reason.Code})"],
        _ => [],
    };

    private static IEnumerable<string> Words(ServerContent content)
    {
        if (content.Interrupted)
        {
            yield return "interrupted";
        }

        if (content.OutputTranscription is { } said)
        {
            yield return $"'{said.Text.Trim()}'";
        }

        if (content.ModelTurn is { } turn)
        {
            yield return turn.Parts.Any(static part => part.InlineData is not null) ? "sound" : "text";
        }

        if (content.GenerationComplete)
        {
            yield return "generated";
        }

        if (content.TurnComplete)
        {
            yield return content.WaitingForInput ? "waiting" : "complete";
        }
    }

    private sealed class Keeping(ILiveEngine engine) : ILiveEngine
    {
        public LadderConversation? Opened { get; private set; }

        public string Name => engine.Name;

        public ILiveConversation Open(Setup setup, ConversationHistory history) => Opened = (LadderConversation)engine.Open(setup, history);
    }
}
