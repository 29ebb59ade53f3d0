using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>
/// The core between a wearer and rungs that are models, all played by a script of bytes, on a clock that jumps. Its oracle: every
/// question is answered by one rung, or broken off with a sentence, or refused with a sentence, or taken back by the wearer; no answer
/// comes from two rungs; the stream is well-formed; one prober at most.
/// </summary>
internal sealed class LadderWorld
{
    private static readonly RungFacts[] Facts = [new("live", true, false), new("http", true, true), new("offline", false, true)];

    private readonly LadderCore _core = new(Facts, new LadderOptions { Jitter = static () => 0.5 });
    private readonly Dictionary<int, ModelRung> _rungs = [];
    private readonly Dictionary<int, int> _answeredBy = [];
    private readonly HashSet<int> _settled = [];
    private readonly StreamRules _rules = new();
    private readonly Queue<(int From, LiveEvent Item)> _pending = new();
    private readonly List<string> _log = [];
    private LadderState _state;
    private TimeSpan _now;
    private long _stamp;
    private int _question;
    private readonly bool _isMarked;
    private bool _speaking;
    private string _standing = "live";
    private bool _asksAgain;
    private int _lastAnswerOf;

    public LadderWorld(bool isMarked)
    {
        (_state, _isMarked) = (_core.New, isMarked);
        Do(new LadderInput(LadderInputKind.Opened));
    }

    public string Log => string.Join("\n", _log);

    /// <summary>Plays one byte of the script.</summary>
    public void Play(byte roll)
    {
        var rung = Pick(roll >> 5);
        switch (roll & 31)
        {
            case 0 or 1:
                Speak();
                break;
            case 2 or 3 or 4:
                StopSpeaking();
                break;
            case 5 or 6:
                Type();
                break;
            case 7 or 8 or 9:
                rung.BecomeReady();
                break;
            case 10 or 11 or 12 or 13:
                rung.Speak();
                break;
            case 14 or 15:
                rung.Generate();
                break;
            case 16 or 17:
                rung.Complete();
                break;
            case 18:
                rung.Call();
                break;
            case 19:
                AnswerTool();
                break;
            case 20:
                rung.Die(CloseClass.Network, cuts: false);
                break;
            case 21:
                rung.Die(CloseClass.Quota, cuts: true);
                break;
            case 22:
                rung.Die(CloseClass.ServerFault, cuts: (roll >> 5) % 2 == 0);
                break;
            case 23:
                rung.Hint();
                break;
            case 24:
                rung.Silence();
                break;
            case 25:
                Pass(TimeSpan.FromMilliseconds(10));
                break;
            case 26:
                Pass(TimeSpan.FromMilliseconds(400));
                break;
            case 27 or 28:
                Pass(TimeSpan.FromSeconds(2));
                break;
            case 29:
                Pass(TimeSpan.FromSeconds(19));
                break;
            case 30:
                Pass(TimeSpan.FromMinutes(3));
                break;
            default:
                rung.Interrupt();
                break;
        }

        Deliver();
        Check();
    }

    /// <summary>Lets time pass with the wearer silent, and rungs answering or not; then everything asked must have come to an end.</summary>
    public void End(bool rungsAnswer)
    {
        StopSpeaking();
        Deliver();
        for (var i = 0; i < 120; i++)
        {
            foreach (var rung in _rungs.Values.Where(static rung => !rung.IsDead).ToArray())
            {
                rung.BecomeReady();
                Deliver();
                if (rungsAnswer)
                {
                    foreach (var call in rung.Calls.ToArray())
                    {
                        AnswerTool();
                        Deliver();
                    }

                    rung.Speak();
                    rung.Generate();
                    rung.Complete();
                }
            }

            Deliver();
            Pass(TimeSpan.FromSeconds(2));
            Deliver();
            Check();
        }

        // A tool that is never answered holds the clock: the pump answers every call within its limit.
        Assert.True(_question == 0 || _settled.Contains(_question) || !_state.Calls.IsEmpty || _state.IsInProgress, $"question {_question} got no answer and no reason\n{Log}");
        Do(new LadderInput(LadderInputKind.Left));
        Assert.Null(_rules.Ended());
    }

    private ModelRung Pick(int roll)
    {
        // Mostly the one that stands, else the one that is tried.
        var number = roll >= 6 && _state.Probed != LadderState.None ? _state.ProbeConversation : _state.Conversation;
        return _rungs.GetValueOrDefault(number) ?? new ModelRung(0, -1, static _ => { });
    }

    private void Speak()
    {
        if (_speaking)
        {
            return;
        }

        _speaking = true;
        var goesOn = _state.Question is { IsOpen: true, IsHeard: false, IsTyped: false };
        if (!goesOn)
        {
            Ask();
        }

        Do(new LadderInput(LadderInputKind.VoiceStarted, IsGuessed: !_isMarked));
        Reach(rung =>
        {
            rung.WearerSpeaks = true;
            rung.Interrupt();
        });
    }

    private void StopSpeaking()
    {
        if (!_speaking)
        {
            return;
        }

        _speaking = false;
        Do(new LadderInput(LadderInputKind.VoiceEnded));
        Reach(rung => rung.Owes = _question);
    }

    private void Type()
    {
        if (_speaking)
        {
            return;
        }

        Ask();
        Do(new LadderInput(LadderInputKind.Typed));
        Reach(rung =>
        {
            rung.Interrupt();
            rung.Owes = _question;
        });
    }

    private void Ask()
    {
        _log.Add($"{_now.TotalSeconds:0.00} ask {_question + 1}");
        _settled.Add(_question);
        _question++;
    }

    private void AnswerTool()
    {
        if (_state.Calls.IsEmpty)
        {
            return;
        }

        var id = _state.Calls[0];
        Assert.Null(_rules.Sending(new ToolResponse { FunctionResponses = [new FunctionResponse { Id = id }] }));
        Do(new LadderInput(LadderInputKind.ToolsAnswered, Ids: [id]));
        Reach(rung => rung.Answered(id));
    }

    // What the wearer does reaches the rung that stands, unless that was just opened and is asked again anyway.
    private void Reach(Action<ModelRung> what)
    {
        if (!_asksAgain && _rungs.TryGetValue(_state.Conversation, out var rung))
        {
            what(rung);
        }

        _asksAgain = false;
        Deliver();
    }

    private void Pass(TimeSpan span)
    {
        var end = _now + span;
        while (_core.WakeAt(_state) is { } wake && wake <= end)
        {
            _now = wake > _now ? wake : _now;
            var before = _state;
            Do(new LadderInput(LadderInputKind.Tick));
            Deliver();
            Assert.True(before != _state || _core.WakeAt(_state) > _now, $"a wake at {wake} changes nothing\n{Log}");
        }

        _now = end;
        Do(new LadderInput(LadderInputKind.Tick));
    }

    private void Deliver()
    {
        while (_pending.TryDequeue(out var next))
        {
            var (from, item) = next;
            var input = item switch
            {
                { Notice: Closed closed } => new LadderInput(_state.Probed != LadderState.None && _state.ProbeConversation == from ? LadderInputKind.ProbeFailed : LadderInputKind.Ended, from, Reason: closed.Reason),
                { Notice: { } notice } => new LadderInput(LadderInputKind.Noted, from, Notice: notice),
                { Message: SetupComplete } when _state.Probed != LadderState.None && _state.ProbeConversation == from => new LadderInput(LadderInputKind.ProbeReady, from),
                _ => new LadderInput(LadderInputKind.Received, from, item.Message),
            };
            Do(input, item);
        }

        _asksAgain = false;
    }

    private void Do(in LadderInput input, LiveEvent item = default)
    {
        var step = _core.Step(_state, input, _now);
        if (input.Kind is not LadderInputKind.Tick || !step.Actions.IsEmpty)
        {
            _log.Add($"{_now.TotalSeconds:0.00} {input.Kind} {input.Conversation} {Describe(item)} -> {string.Join(", ", step.Actions.Select(Short))}");
        }

        var was = _state;
        _state = step.State;
        foreach (var action in step.Actions)
        {
            Do(action, item);
        }

        if (was.Question.IsOpen && !_state.Question.IsOpen && input.Kind is not LadderInputKind.Left)
        {
            _settled.Add(_question);
        }
    }

    private void Do(LadderAction action, LiveEvent item)
    {
        switch (action)
        {
            case LadderAction.Forward forward:
                Heard(item.Message!, item.Turn);
                Read(new LiveEvent(item.Message!, ++_stamp, forward.Turn ?? _state.Turn));
                break;
            case LadderAction.ForwardWithoutEnd forward when item.Message is ServerContent { ModelTurn: not null } content:
                Heard(content, item.Turn);
                Read(new LiveEvent(new ServerContent { ModelTurn = content.ModelTurn }, ++_stamp, forward.Turn));
                break;
            case LadderAction.Emit emit:
                Read(new LiveEvent(emit.Message, ++_stamp, emit.Turn));
                break;
            case LadderAction.Tell tell:
                if (tell.Notice is RungChanged change)
                {
                    Assert.True(change.From == _standing && change.To != change.From, $"went from {change.From} to {change.To}, stood at {_standing}\n{Log}");
                    _standing = change.To;
                }

                Read(new LiveEvent(tell.Notice, ++_stamp, tell.Turn));
                break;
            case LadderAction.Say say:
                Said(say);
                break;
            case LadderAction.Open open:
                Open(open.Rung, open.Conversation);
                _asksAgain = open.AsksAgain;
                if (open.AsksAgain && !_state.Question.IsSpeaking)
                {
                    _rungs[open.Conversation].Owes = _question;
                }

                break;
            case LadderAction.Probe probe:
                Open(probe.Rung, probe.Conversation);
                break;
            case LadderAction.Drop drop:
                _rungs.Remove(drop.Conversation);
                break;
            case LadderAction.Finish finish:
                Read(new LiveEvent(new Closed(finish.Reason), ++_stamp, _state.Turn));
                break;
        }
    }

    private void Open(int rung, int number)
    {
        _rungs[number] = new ModelRung(rung, number, item => _pending.Enqueue((number, item)));
        _log.Add($"     open {Facts[rung].Name} as {number}");
    }

    private void Said(LadderAction.Say say)
    {
        Read(new LiveEvent(new ServerContent { ModelTurn = new Content { Parts = [new Part { Text = "." }] } }, ++_stamp, say.Turn));
        if (say.OwnTurn)
        {
            Assert.False(_state.Question.IsOpen, "a sentence of its own came into a question\n" + Log);
            Read(new LiveEvent(new ServerContent { GenerationComplete = true }, ++_stamp, say.Turn));
            Read(new LiveEvent(new ServerContent { TurnComplete = true }, ++_stamp, say.Turn));
        }
    }

    /// <summary>Sound of an answer reached the wearer.</summary>
    private void Heard(ServerMessage message, int conversation)
    {
        if (message is ServerContent { ModelTurn: not null } && _rungs.TryGetValue(conversation, out var rung) && rung.Owes > 0)
        {
            _lastAnswerOf = rung.Owes;
            Assert.True(_answeredBy.TryAdd(_lastAnswerOf, conversation) || _answeredBy[_lastAnswerOf] == conversation,
                $"question {_lastAnswerOf} is answered by {conversation} and was by {_answeredBy[_lastAnswerOf]}\n{Log}");
        }
    }

    private void Read(LiveEvent item)
    {
        if (_rules.Received(item) is { } breach)
        {
            Assert.Fail($"{breach}; after {_rules.Trail}\n{Log}");
        }
    }

    private void Check()
    {
        var beside = _rungs.Values.Count(rung => !rung.IsDead && rung.Number != _state.Conversation);
        Assert.True(beside <= 1, $"{beside} conversations beside the one that stands\n{Log}");
    }

    private static string Short(LadderAction action) => action switch
    {
        LadderAction.Forward => "forward",
        LadderAction.ForwardWithoutEnd => "forward without end",
        LadderAction.Emit { Message: ServerContent content } => content.TurnComplete ? "emit complete" : content.Interrupted ? "emit interrupted" : "emit",
        LadderAction.Say say => $"say {say.Sentence.Kind}",
        _ => action.ToString(),
    };

    private static string Describe(LiveEvent item) => item switch
    {
        { Message: ServerContent content } => (content.Interrupted ? "interrupted " : "") + (content.ModelTurn is null ? "" : "sound ") + (content.GenerationComplete ? "generated " : "") + (content.TurnComplete ? "complete" : ""),
        { Notice: { } notice } => notice.ToString(),
        _ => item.Message?.GetType().Name ?? "",
    };
}
