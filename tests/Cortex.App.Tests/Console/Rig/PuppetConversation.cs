using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.App.Tests.WebConsole;

/// <summary>A conversation whose strings the test pulls.</summary>
internal sealed class PuppetConversation : ILiveConversation
{
    readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(100_000);
    readonly ConcurrentQueue<string> _texts = new();
    int _turn;

    public PuppetConversation(Setup setup, ConversationHistory history)
    {
        (Setup, History) = (setup, history);
        Say(new SetupComplete());
    }

    public Setup Setup { get; }

    public ConversationHistory History { get; }

    public bool IsDisposed { get; private set; }

    public IReadOnlyList<string> Texts => [.. _texts];

    public ConversationStats Stats { get; set; } = ConversationStats.Empty;

    public void Say(ServerMessage message) => _events.Writer.TryWrite(new LiveEvent(message, TimeProvider.System.GetTimestamp(), _turn));

    public void Note(Notice notice) => _events.Writer.TryWrite(new LiveEvent(notice, TimeProvider.System.GetTimestamp(), _turn));

    /// <summary>A question that was heard, and an answer of so much sound that is not over yet.</summary>
    public void Begin(string heard, string said, int soundMs = 1000)
    {
        _turn++;
        Say(new ServerContent { InputTranscription = new Transcription { Text = heard } });
        Say(new ServerContent { ModelTurn = Sound(soundMs), OutputTranscription = new Transcription { Text = said } });
    }

    public void Complete()
    {
        Say(new ServerContent { GenerationComplete = true });
        Say(new ServerContent { TurnComplete = true });
    }

    public void Interrupt()
    {
        Say(new ServerContent { Interrupted = true });
        Say(new ServerContent { TurnComplete = true });
    }

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        if (message is RealtimeInput { Text: { } text } input)
            _texts.Enqueue((input.IsAside ? "aside: " : "") + text);
        return default;
    }

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in _events.Reader.ReadAllAsync(cancellationToken))
            yield return item;
        yield return new LiveEvent(new Closed(CloseReason.Done), TimeProvider.System.GetTimestamp(), _turn);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        _events.Writer.TryComplete();
        return default;
    }

    static Content Sound(int ms) => new() { Parts = [new Part { InlineData = MediaBytes.FromRaw("audio/pcm;rate=24000", new byte[ms * 48]) }] };
}
