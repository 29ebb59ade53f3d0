using Cortex.Assistant.Commands;
using Cortex.Assistant.Instruction;
using Cortex.Assistant.Routing;
using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Detection;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Engine;

/// <summary>
/// A conversation that is listened to: orders in the transcript and in typed words are obeyed here, typed questions are routed, and
/// what this device can answer it answers in the model's place. What the engine says goes to the reader uncopied.
/// </summary>
internal sealed class AssistantConversation : ILiveConversation
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(1.5);

    private readonly Lock _gate = new();
    private readonly ILiveConversation _inner;
    private readonly AssistantOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LadderOutbox _outbox;
    private readonly LocalVoice _voice;
    private readonly AnswerGate _answers = new();
    private readonly CommandEar _ear;
    private readonly Loan _loan = new();
    private readonly Queue<string> _waiting = new();
    private readonly Func<Verbosity, Setup> _setup;
    private readonly Action<Verbosity> _onVerbosity;
    private Verbosity _verbosity;
    private string _answerer;
    private LocalExchange? _local;
    private int _turn;
    private int _ownTurns;
    private int _orderedTurn;
    private bool _isSetUp;
    private bool _isOver;
    private bool _isSpeaking;
    private bool _wasAnswered;

    /// <param name="inner">What answers; owned from now on.</param>
    /// <param name="options">How.</param>
    /// <param name="setup">The setup for a verbosity.</param>
    /// <param name="verbosity">The one it was opened with.</param>
    /// <param name="onVerbosity">Told of another.</param>
    /// <param name="voice">This device's voice.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">For the log.</param>
    public AssistantConversation(
        ILiveConversation inner,
        AssistantOptions options,
        Func<Verbosity, Setup> setup,
        Verbosity verbosity,
        Action<Verbosity> onVerbosity,
        SentenceVoice voice,
        TimeProvider time,
        ILogger logger)
    {
        (_inner, _options, _setup, _verbosity, _onVerbosity, _time, _logger) = (inner, options, setup, verbosity, onVerbosity, time, logger);
        (_ear, _answerer) = (new CommandEar(options.Commands), options.Answerer);
        _outbox = new LadderOutbox(new SpokenForm(setup(verbosity)), time);
        _voice = new LocalVoice(voice, time);
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

    public IAsyncEnumerable<LiveEvent> ReceiveAsync(CancellationToken cancellationToken = default) => _outbox.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    /// <summary>An order without words.</summary>
    /// <returns>False: the conversation is over.</returns>
    public bool Order(WearerCommand command, string source)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return false;
            }

            Obey(command, source, turn: 0);
            return true;
        }
    }

    /// <summary>From the next turn on so much is said.</summary>
    public void Change(Verbosity verbosity)
    {
        lock (_gate)
        {
            SetVerbosity(verbosity);
        }
    }

    /// <summary>Says a sentence of this device, at the next pause.</summary>
    public void Say(string sentence)
    {
        lock (_gate)
        {
            if (!_isOver && _waiting.Count < 8)
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
            if (_voice.Sounds && !_isOver)
            {
                Put(new ServerContent { Interrupted = true });
            }

            _voice.Withdraw();
            _answers.Asked();
        }
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
        Route? route;
        lock (_gate)
        {
            if (!_isOver)
            {
                _voice.Withdraw();
            }

            if (_isOver || !Accepts(text, out route))
            {
                if (_isOver)
                {
                    goto Forward;
                }

                return;
            }
        }

        if (route is { Layer: 1 } && await AnswerHereAsync(text, message, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        lock (_gate)
        {
            _local = null;
            if (route is { Layer: 3 } && !_isOver)
            {
                Cut(0, endsQuestion: false);
                Speak([new LocalPart(AssistantWords.NoGuide)], isWhole: false);
            }

            _answers.Asked();
        }

    Forward:
        await _inner.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    // False: nothing of it is for anybody else.
    private bool Accepts(string text, out Route? route)
    {
        route = null;
        if (_ear.HearWhole(text) is { } found)
        {
            Obey(found.Command, "text", turn: 0, found.IsAll);
            return !found.IsAll || (found.Command is WearerCommand.More && _local is null);
        }

        if (_options.Router is { } table)
        {
            route = Router.Decide(text, table);
            Note(text, route.Value);
            if (route is { Layer: 0 })
            {
                Cut(0, endsQuestion: true);
                return false;
            }
        }

        return true;
    }

    private async ValueTask<bool> AnswerHereAsync(string text, ClientMessage message, CancellationToken cancellationToken)
    {
        var scene = await LookAsync(cancellationToken).ConfigureAwait(false);
        var age = scene is { SeenAt: not 0 } ? _time.GetElapsedTime(scene.SeenAt) : TimeSpan.Zero;
        var answer = LocalSight.Answer(text, scene, age, _options.Language);
        var exchange = answer is null ? null : new LocalExchange(text, answer, TypedText.Picture(message));
        lock (_gate)
        {
            if (exchange is null || _isOver)
            {
                Note(text, new Route(2, scene is null ? "nobody here can tell what is around" : "nothing was recognised that answers it"));
                return false;
            }

            Cut(0, endsQuestion: false);
            Speak([new LocalPart(exchange.Answer)], isWhole: true);
            (_local, _wasAnswered) = (exchange, true);
            Remember(exchange.Question, exchange.Answer);
            return true;
        }
    }

    private async ValueTask<Scene?> LookAsync(CancellationToken cancellationToken)
    {
        if (_options.Look is not { } look)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(LookLimit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await look(both.Token).AsTask().WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is IOException or OperationCanceledException)
        {
            return null;
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
                    await _loan.ReturnedAsync().ConfigureAwait(false);
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
            _isOver = true;
            _voice.Withdraw();
            _outbox.Add(new OutItem(new LiveEvent(new Closed(reason), _time.GetTimestamp(), Stamp), null, null), isLast: true);
        }
    }

    // True: the message is lent to the reader.
    private bool Take(in LiveEvent item)
    {
        lock (_gate)
        {
            _turn = Math.Max(_turn, item.Turn);
            if (item.Notice is { } notice)
            {
                Noticed(notice);
                return false;
            }

            if (item.Message is SetupComplete)
            {
                var again = _isSetUp;
                _isSetUp = true;
                return !again && Lend(item.Message, item.Timestamp);
            }

            var message = item.Message is ServerContent content ? Listen(content, item.Turn) : item.Message!;
            var passed = _answers.Pass(message, item.Turn, out var refused);
            Refuse(refused);
            var lent = passed is not null && Lend(passed, item.Timestamp);
            if (passed is ServerContent { TurnComplete: true })
            {
                _wasAnswered = true;
                SayWaiting();
            }

            return lent;
        }
    }

    private void Noticed(Notice notice)
    {
        switch (notice)
        {
            case RungChanged change:
                _answerer = change.To;
                break;
            case StateChanged { To: ConversationState.Closed }:
                EndAnswer();
                _isOver = true;
                break;
        }

        Put(notice);
    }

    // What the wearer said; an order in it is obeyed before anything of the model's answer passes.
    private ServerContent Listen(ServerContent content, int turn)
    {
        CommandFound? found = null;
        if (content.InputTranscription is { Text.Length: > 0 } heard)
        {
            found = _ear.Hear(turn, heard.Text);
            if (found is null && _orderedTurn == turn && _answers.IsDropping && _ear.HearsMore)
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
            Put(new ServerContent { InputTranscription = new Transcription { Text = said.Text, Finished = said.Finished, LanguageCode = said.LanguageCode } });
        }

        Obey(order.Command, "voice", turn, order.IsAll);
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

    // Nobody answers a call of an answer that nobody hears; a call without an answer would hold the model up.
    private void Refuse(IReadOnlyList<FunctionCall> calls)
    {
        if (calls.Count > 0)
        {
            Send(new ToolResponse { FunctionResponses = [.. calls.Select(static call => new FunctionResponse { Id = call.Id, Name = call.Name, Response = RefusedCall.Response })] });
        }
    }

    private void Obey(WearerCommand command, string source, int turn, bool isAll = true)
    {
        var name = CommandNames.Of(command);
        Log.Ordered(_logger, name, source);
        Put(new Ordered(name, source));
        if (command is WearerCommand.More)
        {
            GoOn(source);
            return;
        }

        var isSaid = source is "voice" or "text";
        var parts = isAll ? Reply(command, isSaid) : [];
        if (isAll && (isSaid || parts.Count > 0 || command is WearerCommand.Stop or WearerCommand.Quiet or WearerCommand.Repeat))
        {
            _orderedTurn = turn;
            _voice.Withdraw();
            Cut(turn, endsQuestion: parts.Count == 0);
        }

        if (command is WearerCommand.Quiet or WearerCommand.Less)
        {
            SetVerbosity(command is WearerCommand.Quiet || _verbosity is Verbosity.Quiet ? Verbosity.Quiet : _verbosity - 1);
        }

        if (parts.Count > 0)
        {
            Speak(parts, isWhole: true);
            if (command is not WearerCommand.Help)
            {
                Remember(name, parts[0].Text);
            }
        }
    }

    private IReadOnlyList<LocalPart> Reply(WearerCommand command, bool isSaid) => command switch
    {
        WearerCommand.Battery => [new LocalPart(AssistantWords.Battery(_options.Battery?.Read()))],
        WearerCommand.AreYouThere => [new LocalPart(AssistantWords.Here(_answerer))],
        WearerCommand.WhoIsTalking => [new LocalPart(AssistantWords.Who(_answerer))],
        WearerCommand.Help => HelpTour.Of(_options.Commands, _options.SilencedCues),
        WearerCommand.Mute when isSaid => [new LocalPart(AssistantWords.HowToUnmute)],
        _ => [],
    };

    // A step more from now on; and more of the last answer now: of one that was given here the model is told, of its own it knows.
    private void GoOn(string source)
    {
        SetVerbosity(_verbosity is Verbosity.Detailed ? Verbosity.Detailed : _verbosity + 1);
        if (_local is { } local)
        {
            if (source is not "voice")
            {
                Cut(0, endsQuestion: false);
            }

            _answers.Asked();
            Send(TypedText.WithPicture(AssistantWords.GoOn(local.Question, local.Answer), local.Picture));
            _local = source is "text" ? local : null;
        }
        else if (source is not ("voice" or "text") && _wasAnswered)
        {
            _answers.Asked();
            Send(new RealtimeInput { Text = AssistantWords.TellMore });
        }
    }

    private void SetVerbosity(Verbosity verbosity)
    {
        if (verbosity != _verbosity && !_isOver)
        {
            _verbosity = verbosity;
            _onVerbosity(verbosity);
            Send(_setup(verbosity));
        }
    }

    private void SayWaiting()
    {
        if (_waiting.Count > 0 && !_answers.IsOpen && !_isSpeaking)
        {
            Speak([.. _waiting.Select(static sentence => new LocalPart(sentence))], isWhole: true);
            _waiting.Clear();
        }
    }

    private void Speak(IReadOnlyList<LocalPart> parts, bool isWhole)
    {
        SetUp();
        _ownTurns += isWhole ? 1 : 0;
        if (!isWhole)
        {
            _answers.Begin();
        }

        foreach (var saying in _voice.Say(parts, isWhole, Stamp))
        {
            Put(new OutItem(default, null, saying));
        }
    }

    // What was said here, for the model and for whoever takes the conversation over.
    private void Remember(string question, string answer) =>
        Send(new ClientContent { Turns = [Content.FromText(AssistantWords.Note(question, answer), "user")], TurnComplete = false });

    private void EndAnswer()
    {
        if (_answers.IsOpen)
        {
            Cut(0, endsQuestion: false);
        }
    }

    private void Note(string text, Route route)
    {
        Log.Routed(_logger, text, route.Layer, route.Reason);
        if (!_isOver)
        {
            Put(new Routed(text, route.Layer, route.Reason));
        }
    }

    private int Stamp => _turn + _ownTurns;

    private bool Lend(ServerMessage message, long timestamp)
    {
        _loan.Begin();
        Put(new OutItem(new LiveEvent(message, timestamp, Stamp), _loan, null));
        return true;
    }

    private void Cut(int turn, bool endsQuestion)
    {
        foreach (var message in _answers.Cut(turn, endsQuestion, out var withdrawn))
        {
            Put(message);
        }

        Refuse(withdrawn);
    }

    private void Put(ServerMessage message)
    {
        SetUp();
        Put(new OutItem(new LiveEvent(message, _time.GetTimestamp(), Stamp), null, null));
    }

    // Words of our own may come before anybody is connected.
    private void SetUp()
    {
        if (!_isSetUp)
        {
            _isSetUp = true;
            Put(new OutItem(new LiveEvent(new SetupComplete(), _time.GetTimestamp(), Stamp), null, null));
        }
    }

    private void Put(Notice notice) => Put(new OutItem(new LiveEvent(notice, _time.GetTimestamp(), Stamp), null, null));

    private void Put(in OutItem item)
    {
        if (!_outbox.Add(item) && !_isOver)
        {
            _isOver = true;
            _outbox.Add(new OutItem(new LiveEvent(new Closed(new CloseReason(
                CloseSide.Client, 1008, $"nobody reads this conversation: {LadderOutbox.MostItems} events wait", CloseClass.ServerFault)), _time.GetTimestamp(), Stamp), null, null), isLast: true);
        }
    }

    private void Send(ClientMessage message) => _ = SendQuietlyAsync(message);

    private async Task SendQuietlyAsync(ClientMessage message)
    {
        try
        {
            await _inner.SendAsync(message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or OperationCanceledException)
        {
            Log.NotTaken(_logger, message.GetType().Name, refused.Message);
        }
    }
}
