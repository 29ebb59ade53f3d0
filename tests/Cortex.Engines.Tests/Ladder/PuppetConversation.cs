using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>A conversation whose strings the test pulls. It closes what it left open, as every engine does.</summary>
internal sealed class PuppetConversation(Setup setup, ConversationHistory history, TimeProvider time, Action<PuppetConversation> onQuestion, Action<PuppetConversation> onPause) : ILiveConversation
{
    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(10_000);
    private readonly List<string> _heard = [];
    private readonly HashSet<string> _calls = [];
    private readonly List<Lost> _losses = [];
    private readonly Lock _gate = new();
    private ConversationState _state = ConversationState.Connecting;
    private bool _answering;
    private int _turn;

    /// <summary>The one it was opened with, or was given since.</summary>
    public Setup Setup { get; private set; } = setup;

    public ConversationHistory History { get; } = history;

    public bool IsOver { get; private set; }

    /// <summary>The ladder is done with it.</summary>
    public bool IsLetGo { get; private set; }

    public byte[] LastSound { get; private set; } = [];

    public TimeSpan Sound { get; private set; }

    public ConversationStats Stats => new() { Connects = 1, Closes = IsOver ? [CloseReason.Done] : [], Losses = [.. _losses] };

    /// <summary>One word for each message, sounds run together.</summary>
    public string Heard
    {
        get
        {
            lock (_gate)
            {
                return string.Join(" ", _heard);
            }
        }
    }

    public void Ready()
    {
        Say(new SetupComplete());
        To(ConversationState.Ready);
    }

    public void To(ConversationState state)
    {
        Note(new StateChanged(_state, state, "the test says so"));
        _state = state;
    }

    public void Speak(string text = "hello", int milliseconds = 240)
    {
        if (!_answering)
        {
            _turn++;
        }

        _answering = true;
        Say(new ServerContent
        {
            OutputTranscription = new Transcription { Text = " " + text },
            ModelTurn = new Content { Parts = [new Part { InlineData = MediaBytes.FromRaw("audio/pcm;rate=24000", new byte[milliseconds * 48]) }] },
        });
    }

    public void End(int tokens = 0)
    {
        _answering = false;
        Say(new ServerContent
        {
            TurnComplete = true,
            UsageMetadata = tokens == 0 ? null : new UsageMetadata { PromptTokenCount = tokens, TotalTokenCount = tokens },
        });
    }

    /// <summary>A whole answer.</summary>
    public void Answer(string text = "hello", int tokens = 0)
    {
        Say(new ServerContent { InputTranscription = new Transcription { Text = " asked" } });
        Speak(text);
        Say(new ServerContent { GenerationComplete = true });
        End(tokens);
    }

    public void Interrupt() => Say(new ServerContent { Interrupted = true });

    public void Call(string id)
    {
        _calls.Add(id);
        Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = id, Name = "lamp" }] });
    }

    public void Say(ServerMessage message) => _events.Writer.TryWrite(new LiveEvent(message, time.GetTimestamp(), _turn));

    public void Note(Notice notice) => _events.Writer.TryWrite(new LiveEvent(notice, time.GetTimestamp(), _turn));

    /// <summary>Counts a loss that nobody is told of any more.</summary>
    public void Lose(Lost lost) => _losses.Add(lost);

    /// <summary>Dies; <paramref name="cuts"/> as the turn engine does it, else as a session does.</summary>
    public void Die(CloseClass meaning, bool cuts = false, string text = "", Lost? losing = null)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return;
            }

            IsOver = true;
        }

        if (_answering && cuts)
        {
            Interrupt();
        }

        if (_calls.Count > 0)
        {
            Say(new ToolCallCancellation { Ids = [.. _calls] });
        }

        if (_answering || _calls.Count > 0)
        {
            End();
        }

        Note(new StateChanged(_state, ConversationState.Closed, text));
        if (losing is not null)
        {
            Note(losing);
        }

        Note(new Closed(new CloseReason(CloseSide.Server, 1011, text, meaning)));
        _events.Writer.TryComplete();
    }

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return ValueTask.CompletedTask;
            }

            if (message is Setup renewed)
            {
                Setup = renewed;
                return ValueTask.CompletedTask;
            }

            var word = Word(message);
            if (word != "sound" || _heard.Count == 0 || _heard[^1] != "sound")
            {
                _heard.Add(word);
            }

            if (message is RealtimeInput { Audio: { } audio })
            {
                LastSound = audio.ToArray();
                Sound += TimeSpan.FromSeconds(LastSound.Length / 32_000.0);
            }

            foreach (var answer in (message as ToolResponse)?.FunctionResponses ?? [])
            {
                _calls.Remove(answer.Id!);
            }
        }

        if (message is RealtimeInput { ActivityEnd: true } or RealtimeInput { Text: not null } or ClientContent { TurnComplete: true })
        {
            onQuestion(this);
        }
        else if (message is RealtimeInput { AudioStreamEnd: true })
        {
            onPause(this);
        }

        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in _events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return item;
        }
    }

    public ValueTask DisposeAsync()
    {
        Die(CloseClass.Clean);
        IsLetGo = true;
        return ValueTask.CompletedTask;
    }

    private static string Word(ClientMessage message) => message switch
    {
        RealtimeInput { Audio: not null } => "sound",
        RealtimeInput { Video: not null } => "frame",
        RealtimeInput { Text: { } text } => $"text({text})",
        RealtimeInput { ActivityStart: true } => "start",
        RealtimeInput { ActivityEnd: true } => "end",
        RealtimeInput { AudioStreamEnd: true } => "pause",
        ClientContent content => $"content({string.Concat(content.Turns.SelectMany(static turn => turn.Parts).Select(static part => part.Text ?? "+"))})",
        ToolResponse response => $"tool({string.Join(",", response.FunctionResponses.Select(static answer => answer.Id))})",
        _ => message.GetType().Name,
    };
}
