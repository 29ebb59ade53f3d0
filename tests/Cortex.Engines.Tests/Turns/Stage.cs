using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Turns;

/// <summary>One conversation of the turn engine, on a fake clock, held to the contract of the seam.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public Stage(IBrain brain, Setup? setup = null, TurnEngineOptions? options = null, ConversationHistory? history = null)
    {
        var engine = new TurnEngine(brain, options ?? new TurnEngineOptions { Seed = 1 }, Clock, NullLoggerFactory.Instance);
        Conversation = new WellFormed(engine).Open(setup ?? Manual, history ?? ConversationHistory.Empty);
        Ear = new Listener(Conversation);
    }

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

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    public async Task Send(ClientMessage message) => await Conversation.SendAsync(message);

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
            await Clock.RunFor(TimeSpan.FromMilliseconds(20));
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
        try
        {
            await Clock.RunUntil(() => Trail.EndsWith(ending, StringComparison.Ordinal), limit: TimeSpan.FromMinutes(5));
        }
        catch (Xunit.Sdk.FailException)
        {
            Assert.Fail($"the trail never ended with '{ending}'; it is: {Trail}");
        }
    }

    public Task Run(double seconds) => Clock.RunFor(TimeSpan.FromSeconds(seconds));

    public IReadOnlyList<FunctionCall> Calls => [.. Ear.Messages<ToolCall>().SelectMany(static call => call.FunctionCalls)];

    public TimeSpan SoundSent => TimeSpan.FromSeconds(Ear.Messages<ServerContent>()
        .Sum(static content => content.ModelTurn?.Parts.Sum(static part => part.InlineData?.DecodedLength ?? 0) ?? 0) / 48_000.0);

    public async ValueTask DisposeAsync()
    {
        await Ear.DisposeAsync();
        Assert.IsType<Closed>(Ear.Events[^1].Notice);
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
