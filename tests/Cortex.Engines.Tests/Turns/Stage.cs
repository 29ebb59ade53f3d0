using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Turns;

/// <summary>
/// One conversation of the turn engine, on a fake clock, held to the contract of the seam; unless a test is about a close that cuts
/// the stream off as a close frame does.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public Stage(IBrain brain, Setup? setup = null, TurnEngineOptions? options = null, ConversationHistory? history = null, bool isChecked = true)
    {
        var engine = new TurnEngine(brain, options ?? new TurnEngineOptions { Seed = 1 }, Clock, NullLoggerFactory.Instance);
        var kept = new Keeping(engine);
        Conversation = (isChecked ? (ILiveEngine)new WellFormed(kept) : kept).Open(setup ?? Manual, history ?? ConversationHistory.Empty);
        Ear = new Listener(Conversation);
        _brain = brain as TestBrain;
        _inner = kept.Opened!;
    }

    private readonly TestBrain? _brain;
    private readonly TurnConversation _inner;

    public static Setup Manual { get; } = Turns(new AutomaticActivityDetection { Disabled = true });

    public static Setup Automatic { get; } = Turns(null);

    public FakeTimeProvider Clock { get; } = new();

    public ILiveConversation Conversation { get; }

    public Listener Ear { get; }

    /// <summary>The messages so far as one word each, sounds run together: what a wire log would show.</summary>
    public string Trail => string.Join(" ", Words(Ear.Events));

    public static Setup Turns(AutomaticActivityDetection? detection, bool transcripts = false, params FunctionDeclaration[] functions) => new()
    {
        Model = "models/test",
        RealtimeInputConfig = new RealtimeInputConfig { AutomaticActivityDetection = detection },
        InputAudioTranscription = transcripts ? new AudioTranscriptionConfig() : null,
        OutputAudioTranscription = transcripts ? new AudioTranscriptionConfig() : null,
        Tools = functions.Length > 0 ? [new Tool { FunctionDeclarations = functions }] : null,
    };

    /// <summary>Manual turns, and what a test is about.</summary>
    public static Setup Marked(
        string model = "models/test",
        string? coverage = null,
        string? resolution = null,
        ContextWindowCompressionConfig? compression = null,
        HistoryConfig? history = null,
        bool transcripts = false) => new()
        {
            Model = model,
            RealtimeInputConfig = new RealtimeInputConfig
            {
                AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true },
                TurnCoverage = coverage is null ? null : TurnCoverage.From(coverage),
            },
            GenerationConfig = resolution is null ? null : new GenerationConfig { MediaResolution = MediaResolution.From(resolution) },
            ContextWindowCompression = compression,
            HistoryConfig = history,
            InputAudioTranscription = transcripts ? new AudioTranscriptionConfig() : null,
            OutputAudioTranscription = transcripts ? new AudioTranscriptionConfig() : null,
        };

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    public async Task Send(ClientMessage message)
    {
        await Conversation.SendAsync(message);
        await Quiet();
    }

    public Task Type(string text) => Send(new RealtimeInput { Text = text });

    public Task Content(string text, bool complete = true) =>
        Send(new ClientContent { Turns = [Live.Protocol.Content.FromText(text, "user")], TurnComplete = complete });

    public Task Start() => Send(new RealtimeInput { ActivityStart = true });

    public Task End() => Send(new RealtimeInput { ActivityEnd = true });

    /// <summary>Sends sound in chunks of 20 ms while the clock runs.</summary>
    public async Task Sound(ReadOnlyMemory<short> samples, int rateHz = 16_000)
    {
        var step = rateHz / 50;
        for (var at = 0; at < samples.Length; at += step)
        {
            var bytes = new byte[Math.Min(step, samples.Length - at) * 2];
            Media.Audio.Pcm.ToBytes(samples.Span.Slice(at, bytes.Length / 2), bytes);
            await Send(new RealtimeInput { Audio = MediaBytes.FromRaw($"audio/pcm;rate={rateHz}", bytes) });
            await Run(0.02, 0.02);
        }
    }

    /// <summary>A manual turn of so much sound.</summary>
    public async Task Speak(double seconds = 0.2)
    {
        await Start();
        await Sound(new short[(int)(seconds * 16_000)]);
        await End();
    }

    public Task Answer(string id, string response = """{"output":"done"}""", FunctionScheduling? scheduling = null, bool? more = null, string name = "lamp") =>
        Send(new ToolResponse
        {
            FunctionResponses = [new FunctionResponse { Id = id, Name = name, Response = Json(response), Scheduling = scheduling, WillContinue = more }],
        });

    /// <summary>Runs the clock until the trail ends with these words.</summary>
    public async Task Until(string ending)
    {
        for (var steps = 0; !Trail.EndsWith(ending, StringComparison.Ordinal); steps++)
        {
            Assert.True(steps < 20_000, $"the trail never ended with '{ending}'; it is: {Trail}");
            await Run(0.01);
        }
    }

    /// <summary>Lets time pass; between steps everything that can happen does.</summary>
    public async Task Run(double seconds, double step = 0.01)
    {
        await Quiet();
        for (var end = Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds); Clock.GetUtcNow() < end;)
        {
            Clock.Advance(TimeSpan.FromSeconds(step));
            await Quiet();
        }
    }

    /// <summary>Waits until a brain that is no <see cref="TestBrain"/> has ended, or given so many events.</summary>
    public Task Heard(int events = int.MaxValue) =>
        Patience.Until(() => _inner.Askings == 0 || Ear.Count >= events, "the brain has spoken");

    /// <summary>Waits until the brain has nothing more to say and the listener has heard it.</summary>
    private async Task Quiet() => await Patience.Until(
        () => (_brain is null || _inner.IsHolding || _inner.Askings <= _brain.Waiting)
            && Ear.Count >= _inner.Events,
        "the stage is quiet");

    public IReadOnlyList<FunctionCall> Calls => [.. Ear.Messages<ToolCall>().SelectMany(static call => call.FunctionCalls)];

    public TimeSpan SoundSent => TimeSpan.FromSeconds(Ear.Messages<ServerContent>()
        .Sum(static content => content.ModelTurn?.Parts.Sum(static part => part.InlineData?.DecodedLength ?? 0) ?? 0) / 48_000.0);

    public async ValueTask DisposeAsync()
    {
        await Ear.DisposeAsync();
        Assert.IsType<Closed>(Ear.Events[^1].Notice);
    }

    private sealed class Keeping(ILiveEngine engine) : ILiveEngine
    {
        public TurnConversation? Opened { get; private set; }

        public string Name => engine.Name;

        public ILiveConversation Open(Setup setup, ConversationHistory history) => Opened = (TurnConversation)engine.Open(setup, history);
    }

    private static IEnumerable<string> Words(IReadOnlyList<LiveEvent> events)
    {
        var last = "";
        foreach (var word in events.Select(Word))
        {
            if (word.Length > 0 && (word != last || word is not ("sound" or "said" or "heard")))
            {
                yield return word;
            }

            last = word.Length > 0 ? word : last;
        }
    }

    private static string Word(LiveEvent item) => item switch
    {
        { Message: ServerContent content } => Word(content),
        { Message: SetupComplete } => "ready",
        { Message: ToolCall call } => $"call({string.Join(",", call.FunctionCalls.Select(static one => one.Name))})",
        { Message: ToolCallCancellation cancelled } => $"cancel({cancelled.Ids.Count})",
        { Message: VoiceActivity voice } => voice.Type == VoiceActivityType.Start ? "voice" : "silence",
        { Notice: Lost lost } => $"lost({lost.What})",
        { Notice: Warned } => "warned",
        { Notice: Closed closed } => $"closed({closed.Reason.Code})",
        _ => "",
    };

    private static string Word(ServerContent content) =>
        content.Interrupted ? "interrupted"
        : content.InputTranscription is not null ? "heard"
        : content.OutputTranscription is not null ? "said"
        : content.ModelTurn is { } turn ? turn.Parts[0].Text is null ? "sound" : "text"
        : content.GenerationComplete ? "generated"
        : content.TurnComplete ? content.WaitingForInput ? "waiting" : content.InteractionStatus is { } status ? $"complete:{status}" : "complete"
        : "?";
}
