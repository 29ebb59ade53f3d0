using System.Text;
using System.Threading.Channels;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Tests;

/// <summary>An engine whose every event is the test's.</summary>
internal sealed class ScriptedEngine(TimeProvider time) : ILiveEngine, ILiveConversation
{
    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(10_000);
    private readonly List<Sent> _sent = [];
    private long _opened;
    private int _turn;
    private bool _closed;
    private bool _answering;
    private long _said;
    private long _taken;

    public string Name => "scripted";

    public ConversationStats Stats { get; set; } = ConversationStats.Empty;

    /// <summary>Everything said was taken and dealt with, and nothing sent hangs.</summary>
    public bool IsSettled => _closed || Interlocked.Read(ref _said) == Interlocked.Read(ref _taken);

    /// <summary>What <see cref="SendAsync"/> waits for; the test may leave it hanging.</summary>
    public Task Accepts { get; set; } = Task.CompletedTask;

    /// <summary>Set: the setup is refused with this.</summary>
    public CloseReason? Refuses { get; set; }

    /// <summary>Called with what was sent, for a script that answers.</summary>
    public Action<Sent> OnSent { get; set; } = static _ => { };

    public Action<ToolResponse> OnToolAnswer { get; set; } = static _ => { };

    public IReadOnlyList<Sent> All
    {
        get
        {
            lock (_sent)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>The kinds sent, runs of audio written once.</summary>
    public string Order => string.Join(' ', All.Select(static sent => sent.Kind).Aggregate(new List<string>(), static (kinds, kind) =>
    {
        if (kinds.Count is 0 || kinds[^1] != kind || kind is not "audio")
        {
            kinds.Add(kind);
        }

        return kinds;
    }));

    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        _opened = time.GetTimestamp();
        if (Refuses is { } reason)
        {
            Close(reason, ConversationState.Connecting);
            return this;
        }

        Say(new StateChanged(ConversationState.Connecting, ConversationState.Ready, ""));
        Say(new SetupComplete());
        return this;
    }

    public async ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        await Accepts.WaitAsync(cancellationToken);
        var sent = Describe(message);
        lock (_sent)
        {
            _sent.Add(sent);
        }

        if (sent.Kind is "start" or "text" || message is ClientContent { TurnComplete: true })
        {
            _turn++;
        }

        OnSent(sent);
        if (message is ToolResponse response)
        {
            OnToolAnswer(response);
        }
    }

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in _events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return item;
            Interlocked.Increment(ref _taken);
        }
    }

    public ValueTask DisposeAsync()
    {
        Close(CloseReason.Done);
        return ValueTask.CompletedTask;
    }

    public void Say(ServerMessage message)
    {
        Interlocked.Increment(ref _said);
        _answering = (_answering || message is ServerContent { ModelTurn: not null }) && message is not ServerContent { TurnComplete: true };
        _events.Writer.TryWrite(new LiveEvent(message, time.GetTimestamp(), _turn));
    }

    public void Say(Notice notice)
    {
        Interlocked.Increment(ref _said);
        _events.Writer.TryWrite(new LiveEvent(notice, time.GetTimestamp(), _turn));
    }

    /// <summary>Sound of the answer: a steady level that tells where it came from.</summary>
    public void Speak(int milliseconds, short level = 8000, string? words = null)
    {
        var samples = new short[24 * milliseconds];
        Array.Fill(samples, level);
        var bytes = new byte[samples.Length * 2];
        Media.Audio.Pcm.ToBytes(samples, bytes);
        var base64 = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));
        Say(new ServerContent
        {
            ModelTurn = new Content { Parts = [new Part { InlineData = MediaBytes.FromBase64("audio/pcm;rate=24000", base64) }] },
            OutputTranscription = words is null ? null : new Transcription { Text = words },
        });
    }

    public void Complete(InteractionStatus? status = null)
    {
        Say(new ServerContent { GenerationComplete = true });
        Say(new ServerContent { TurnComplete = true, InteractionStatus = status });
    }

    public void Interrupt()
    {
        Say(new ServerContent { Interrupted = true });
        Say(new ServerContent { TurnComplete = true });
    }

    public void Close(CloseReason reason, ConversationState from = ConversationState.Ready)
    {
        if (!_closed)
        {
            _closed = true;
            if (_answering)
            {
                Say(new ServerContent { TurnComplete = true });
            }

            Say(new StateChanged(from, ConversationState.Closed, reason.Text));
            Say(new Closed(reason));
            _events.Writer.TryComplete();
        }
    }

    private Sent Describe(ClientMessage message)
    {
        var at = time.GetElapsedTime(_opened);
        return message switch
        {
            RealtimeInput { ActivityStart: true } => new("start", [], at),
            RealtimeInput { ActivityEnd: true } => new("end", [], at),
            RealtimeInput { AudioStreamEnd: true } => new("pause", [], at),
            RealtimeInput { Audio: { } audio } => new("audio", audio.ToArray(), at),
            RealtimeInput { Video: { } video } => new("video", video.ToArray(), at),
            RealtimeInput { Text: { } text } => new("text", Encoding.UTF8.GetBytes(text), at),
            ClientContent content => new("content", Encoding.UTF8.GetBytes(content.Turns[^1].Parts[^1].Text ?? ""), at),
            ToolResponse => new("tool", [], at),
            _ => new(message.GetType().Name, [], at),
        };
    }
}
