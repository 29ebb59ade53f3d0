using Cortex.Assistant.Commands;
using Cortex.Assistant.Instruction;
using Cortex.Assistant.Routing;
using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Engine;

/// <summary>
/// A conversation that is listened to: orders in the transcript and in typed words are obeyed here, typed questions are routed, and
/// what this device can answer it answers in the model's place. What the engine says goes to the reader uncopied.
/// </summary>
internal sealed class AssistantConversation : ILiveConversation
{
    // A noise that was taken for a voice is answered by nobody.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly ILiveConversation _inner;
    private readonly AssistantOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AssistantStream _stream;
    private readonly AnswerGate _answers = new();
    private readonly CommandEar _ear;
    private readonly Queue<string> _waiting = new();
    private readonly OrderDesk _orders;
    private bool _isSpeaking;
    private long _askedAt;

    /// <param name="inner">What answers; owned from now on.</param>
    /// <param name="options">How; with the verbosity that it was opened with.</param>
    /// <param name="setup">The setup for a verbosity.</param>
    /// <param name="onVerbosity">Told of another.</param>
    /// <param name="voice">This device's voice.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">For the log.</param>
    public AssistantConversation(
        ILiveConversation inner,
        AssistantOptions options,
        Func<Verbosity, Setup> setup,
        Action<Verbosity> onVerbosity,
        SentenceVoice voice,
        TimeProvider time,
        ILogger logger)
    {
        (_inner, _options, _time, _logger, _ear) = (inner, options, time, logger, new CommandEar(options.Commands));
        _stream = new AssistantStream(new SpokenForm(setup(options.Verbosity)), voice, time);
        _orders = new OrderDesk(inner, _answers, _stream, options, setup, onVerbosity, logger);
        _ = Task.Run(ReadAsync);
    }

    public ConversationStats Stats => _inner.Stats;

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        switch (message)
        {
            case RealtimeInput { Text: { } text } when text.Trim().Length > 0:
                return TypedAsync(text, message, cancellationToken);
            case ClientContent { TurnComplete: true } content when TypedText.Of(content) is { Length: > 0 } typed:
                return TypedAsync(typed, message, cancellationToken);
            case RealtimeInput { ActivityStart: true }:
                VoiceStarted();
                break;
            case RealtimeInput { ActivityEnd: true }:
                VoiceEnded();
                break;
            case ToolResponse response:
                lock (_gate)
                {
                    if (_answers.Answered(response) is not { } fitting)
                    {
                        return default;
                    }

                    message = fitting;
                }

                break;
        }

        return _inner.SendAsync(message, cancellationToken);
    }

    public IAsyncEnumerable<LiveEvent> ReceiveAsync(CancellationToken cancellationToken = default) => _stream.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    /// <summary>An order without words.</summary>
    /// <returns>False: the conversation is over.</returns>
    public bool Order(WearerCommand command, string source)
    {
        lock (_gate)
        {
            if (_stream.IsOver)
            {
                return false;
            }

            _orders.Obey(command, source, turn: 0);
            return true;
        }
    }

    /// <summary>From the next turn on so much is said.</summary>
    public void Change(Verbosity verbosity)
    {
        lock (_gate)
        {
            _orders.Change(verbosity);
        }
    }

    /// <summary>Says a sentence of this device, at the next pause.</summary>
    public void Say(string sentence)
    {
        lock (_gate)
        {
            if (!_stream.IsOver && _waiting.Count < 8)
            {
                _waiting.Enqueue(sentence);
                SayWaiting();
            }
        }
    }

    private void VoiceStarted()
    {
        lock (_gate)
        {
            _isSpeaking = true;
            if (_stream.Sounds && !_answers.IsOpen && !_stream.IsOver)
            {
                _stream.Put(new ServerContent { Interrupted = true });
            }

            _stream.Withdraw();
            Asked();
        }
    }

    private void Asked()
    {
        _askedAt = _time.GetTimestamp();
        _answers.Asked();
    }

    private void VoiceEnded()
    {
        lock (_gate)
        {
            _isSpeaking = false;
        }
    }

    private async ValueTask TypedAsync(string text, ClientMessage message, CancellationToken cancellationToken)
    {
        Route? route = null;
        lock (_gate)
        {
            if (!_stream.IsOver)
            {
                _stream.Withdraw();
                if (!Accepts(text, out route))
                {
                    return;
                }
            }
        }

        if (route is { Layer: 1 } && await AnswerHereAsync(text, message, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        lock (_gate)
        {
            _orders.Local = null;
            if (route is { Layer: 3 } && !_stream.IsOver)
            {
                _orders.Cut(0, endsQuestion: false);
                _answers.Begin();
                _stream.Speak([new LocalPart(AssistantWords.NoGuide)], isWhole: false);
            }

            Asked();
        }

        await _inner.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    // False: nothing of it is for anybody else.
    private bool Accepts(string text, out Route? route)
    {
        route = null;
        if (_ear.HearWhole(text) is { } found)
        {
            // Of its own answer the model knows what there is more of.
            var isForModel = !found.IsAll || (found.Command is WearerCommand.More && _orders.Local is null);
            _orders.Obey(found.Command, "text", turn: 0, found.IsAll);
            return isForModel;
        }

        if (_options.Router is { } table)
        {
            route = Router.Decide(text, table);
            _orders.Note(text, route.Value);
            if (route is { Layer: 0 })
            {
                var courtesy = AssistantWords.Courtesy(text, _orders.Answerer);
                _orders.Cut(0, endsQuestion: courtesy is null);
                if (courtesy is not null)
                {
                    _stream.Speak([new LocalPart(courtesy)], isWhole: true);
                }

                return false;
            }
        }

        return true;
    }

    private async ValueTask<bool> AnswerHereAsync(string text, ClientMessage message, CancellationToken cancellationToken)
    {
        var scene = await LocalLook.AtAsync(_options.Look, _time, cancellationToken).ConfigureAwait(false);
        var answer = LocalSight.Answer(text, scene, LocalLook.AgeOf(scene, _time), _options.Language);
        var exchange = answer is null ? null : new LocalExchange(text, answer, TypedText.Picture(message));
        lock (_gate)
        {
            if (exchange is null || _stream.IsOver)
            {
                _orders.Note(text, new Route(2, scene is null ? "nobody here can tell what is around" : "nothing was recognised that answers it"));
                return false;
            }

            _orders.Cut(0, endsQuestion: false);
            _stream.Speak([new LocalPart(exchange.Answer)], isWhole: true);
            (_orders.Local, _orders.WasAnswered) = (exchange, true);
            _orders.Remember(exchange.Question, exchange.Answer);
            return true;
        }
    }

    private async Task ReadAsync()
    {
        var reason = new CloseReason(CloseSide.Client, 1006, "the conversation ended without saying why", CloseClass.ServerFault);
        try
        {
            await foreach (var item in _inner.ReceiveAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (item.Notice is Closed closed)
                {
                    reason = closed.Reason;
                    break;
                }

                if (Take(item))
                {
                    await _stream.ReturnedAsync().ConfigureAwait(false);
                }
            }
        }
#pragma warning disable CA1031 // Whatever an engine does, its reader is told the end.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Broke(_logger, e);
        }

        lock (_gate)
        {
            EndAnswer();
            _stream.End(reason);
        }
    }

    // True: the message is lent to the reader.
    private bool Take(in LiveEvent item)
    {
        lock (_gate)
        {
            _stream.At(item.Turn);
            if (item.Notice is { } notice)
            {
                Noticed(notice);
                return false;
            }

            if (item.Message is SetupComplete)
            {
                if (_stream.IsSetUp)
                {
                    return false;
                }

                _stream.Lend(item.Message, item.Timestamp);
                return true;
            }

            var message = item.Message is ServerContent content ? Listen(content, item.Turn) : item.Message!;
            var passed = _answers.Pass(message, item.Turn, out var refused);
            _orders.Refuse(refused);
            if (passed is null)
            {
                return false;
            }

            _stream.Lend(passed, item.Timestamp);
            if (passed is ServerContent { TurnComplete: true })
            {
                _orders.WasAnswered = true;
                SayWaiting();
            }

            return true;
        }
    }

    private void Noticed(Notice notice)
    {
        switch (notice)
        {
            case RungChanged change:
                _orders.Answerer = change.To;
                break;
            case StateChanged { To: ConversationState.Closed }:
                EndAnswer();
                _stream.IsOver = true;
                break;
        }

        _stream.Put(notice);
    }

    // What the wearer said; an order in it is obeyed before anything of the model's answer passes.
    private ServerContent Listen(ServerContent content, int turn)
    {
        CommandFound? found = null;
        if (content.InputTranscription is { Text.Length: > 0 } heard)
        {
            found = _ear.Hear(turn, heard.Text);
            if (found is null && _orders.OrderedTurn == turn && _answers.IsDropping && _ear.HearsMore)
            {
                _answers.Resume();
            }
        }

        if (found is null && (content.ModelTurn is not null || content.OutputTranscription is not null || content.GenerationComplete || content.TurnComplete || content.InputTranscription is { Finished: true }))
        {
            found = _ear.Finish(turn);
        }

        if (found is not { } order)
        {
            return content;
        }

        if (content.InputTranscription is { } said)
        {
            _stream.Put(new ServerContent { InputTranscription = new Transcription { Text = said.Text, Finished = said.Finished, LanguageCode = said.LanguageCode } });
        }

        _orders.Obey(order.Command, "voice", turn, order.IsAll);
        return new ServerContent
        {
            ModelTurn = content.ModelTurn,
            OutputTranscription = content.OutputTranscription,
            GenerationComplete = content.GenerationComplete,
            TurnComplete = content.TurnComplete,
            Interrupted = content.Interrupted,
            InteractionStatus = content.InteractionStatus,
            TurnCompleteReason = content.TurnCompleteReason,
            UsageMetadata = content.UsageMetadata,
        };
    }

    private void SayWaiting()
    {
        var isAwaited = _answers.IsAsked && _time.GetElapsedTime(_askedAt) < AnswerLimit;
        if (_waiting.Count > 0 && !_answers.IsOpen && !_isSpeaking && !isAwaited)
        {
            _stream.Speak([.. _waiting.Select(static sentence => new LocalPart(sentence))], isWhole: true);
            _waiting.Clear();
        }
    }

    private void EndAnswer()
    {
        if (_answers.IsOpen)
        {
            _orders.Cut(0, endsQuestion: false);
        }
    }
}
