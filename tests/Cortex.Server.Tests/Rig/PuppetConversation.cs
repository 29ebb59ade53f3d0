using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Server.Tests.Rig;

/// <summary>A conversation whose strings the test pulls.</summary>
internal sealed class PuppetConversation : ILiveConversation
{
    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(100_000);
    private readonly ConcurrentQueue<string> _heard = new();
    private int _turn;

    public PuppetConversation(Setup setup, ConversationHistory history)
    {
        Setup = setup;
        History = history;
        Say(new SetupComplete());
    }

    public Setup Setup { get; }

    public ConversationHistory History { get; }

    /// <summary>One line for each message, in order.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    public bool IsDisposed { get; private set; }

    public ConversationStats Stats => ConversationStats.Empty;

    public void Say(ServerMessage message) => Assert.True(_events.Writer.TryWrite(new LiveEvent(message, 0, _turn)));

    public void SayText(string text) =>
        Say(new ServerContent { ModelTurn = Sound(480), OutputTranscription = new Transcription { Text = text } });

    /// <summary>A whole turn: what was understood, an answer of two chunks, and its end.</summary>
    public void Answer(string heard, string said, int promptTokens = 100)
    {
        _turn++;
        Say(new ServerContent { InputTranscription = new Transcription { Text = heard } });
        Say(new ServerContent { ModelTurn = Sound(9_600), OutputTranscription = new Transcription { Text = said } });
        Say(new ServerContent { ModelTurn = Sound(11_520) });
        Say(new ServerContent { GenerationComplete = true });
        Say(new ServerContent
        {
            TurnComplete = true,
            UsageMetadata = new UsageMetadata { PromptTokenCount = promptTokens, ResponseTokenCount = 11, TotalTokenCount = promptTokens + 11 },
        });
    }

    public void NextTurn() => _turn++;

    public void Close(CloseReason reason)
    {
        Assert.True(_events.Writer.TryWrite(new LiveEvent(new Closed(reason), 0, _turn)));
        _events.Writer.TryComplete();
    }

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        _heard.Enqueue(Line(message));
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var e in _events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return e;
        }
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        _events.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public static Content Sound(int bytes) => new()
    {
        Parts = [new Part { InlineData = MediaBytes.FromRaw("audio/pcm;rate=24000", new byte[bytes]) }],
    };

    private static string Line(ClientMessage message) => message switch
    {
        RealtimeInput { Audio: { } audio } => $"audio {audio.DecodedLength} {audio.MimeType}",
        RealtimeInput { Video: { } video } => $"video {video.DecodedLength} {video.MimeType}",
        RealtimeInput { Text: { } text } => $"text {text}",
        RealtimeInput { ActivityStart: true } => "start",
        RealtimeInput { ActivityEnd: true } => "end",
        RealtimeInput { AudioStreamEnd: true } => "stream end",
        ClientContent content => $"content {string.Join('|', content.Turns.Select(Words))} {content.TurnComplete}",
        ToolResponse response => $"tool {string.Join('|', response.FunctionResponses.Select(static answer => $"{answer.Id} {answer.Name} {answer.Scheduling}"))}",
        _ => message.GetType().Name,
    };

    private static string Words(Content content) =>
        content.Parts.Aggregate(new StringBuilder(content.Role).Append(':'), static (words, part) => words.Append(part.Text)).ToString();
}
