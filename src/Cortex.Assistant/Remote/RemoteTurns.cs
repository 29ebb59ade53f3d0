using Cortex.Assistant.Heard;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Remote;

/// <summary>
/// The turns of a conversation whose devices are elsewhere: what passes through it on both ways, and what the device says of what
/// it hears and plays, made into the events and the history that a pump makes of its own devices. Any thread.
/// </summary>
internal sealed class RemoteTurns(ConversationHistory before, Action<PumpEvent> post, TimeProvider time)
{
    /// <summary>A device counts in blocks of its own: so much less than all is all.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(120);

    /// <summary>So long after its end a turn waits for what the device has still to say of it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>So long a device that plays may say nothing; then it does not play any more.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private const int SampleRateHz = 24_000;
    private const int MostOpen = 16;
    private const int MostTyped = 64;
    private readonly Lock _gate = new();
    private readonly PumpClock _clock = new(time);
    private readonly HistoryRecorder _history = new(before);
    private readonly List<RemoteTurn> _open = [];
    private readonly List<string> _typed = [];
    private SpeechRate _rate = SpeechRate.Default;
    private TurnTiming _next = new();
    private TurnPhase _phase;
    private bool _isVoice;
    private bool _isSettled;
    private int _newest;

    /// <summary>What was said and heard, as far as it was heard.</summary>
    public ConversationHistory History => _history.History;

    /// <summary>Where the conversation stands.</summary>
    public TurnPhase Phase
    {
        get
        {
            lock (_gate)
            {
                return _phase;
            }
        }
    }

    /// <summary>The newest turn; 0 before the first.</summary>
    public int Newest
    {
        get
        {
            lock (_gate)
            {
                return _newest;
            }
        }
    }

    // Whoever types on and on without an answer is not written down for ever.
    private bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                return _typed.Count < MostTyped;
            }
        }
    }

    /// <summary>The device sends this.</summary>
    public void Sent(ClientMessage message)
    {
        switch (message)
        {
            case RealtimeInput { ActivityStart: true }:
                Voice(isOn: true);
                break;
            case RealtimeInput { ActivityEnd: true }:
                Voice(isOn: false);
                break;
            case RealtimeInput { Text: { Length: > 0 } text } when HasRoom:
                Typed(text);
                break;
            case ClientContent { TurnComplete: true } content when HasRoom:
                Typed(string.Join(' ', content.Turns.Where(static turn => turn.Role is not "model").SelectMany(static turn => turn.Parts).Select(static part => part.Text).Where(static text => text is { Length: > 0 })));
                break;
            default:
                return;
        }

        _history.Sent(message);
    }

    /// <summary>This comes back.</summary>
    public void Received(in LiveEvent item)
    {
        if (item.Notice is { } notice)
        {
            lock (_gate)
            {
                _isSettled |= notice is Ordered { Source: "text" } or Routed { Layer: 0 } && _typed.Count > 0;
                post(new Noticed(_clock.Now, _newest, notice));
                Show();
            }

            return;
        }

        _history.Received(item);
        lock (_gate)
        {
            switch (item.Message)
            {
                case ServerContent content:
                    Take(content, TurnOf(item.Turn), item.Timestamp);
                    break;
                case VoiceActivity { Type: { } type }:
                    SetVoice(type == VoiceActivityType.Start);
                    break;
                case ToolCall call:
                    foreach (var function in call.FunctionCalls)
                    {
                        post(new ToolCalled(_clock.Now, item.Turn, function.Name));
                    }

                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The device hears a voice, or no longer.</summary>
    public void Voice(bool isOn)
    {
        lock (_gate)
        {
            SetVoice(isOn);
        }
    }

    /// <summary>So much of an answer has sounded.</summary>
    /// <param name="turn">Which; null: the newest that sounds.</param>
    /// <param name="played">How much of it.</param>
    public void Played(int? turn, TimeSpan played)
    {
        lock (_gate)
        {
            if (Find(turn) is { } found)
            {
                var first = !found.IsReported;
                (found.IsReported, found.TouchedAt) = (true, time.GetTimestamp());
                found.Played = played > found.Played ? played : found.Played;
                if (first && found.Timing.FirstSoundMs is null && played > TimeSpan.Zero)
                {
                    found.Timing = found.Timing with { FirstSoundMs = Math.Round(Math.Max(0, (_clock.Now - played).TotalMilliseconds), 2) };
                }

                Show();
            }
        }
    }

    /// <summary>What the device measured in a turn; what it leaves out stays as this side saw it.</summary>
    /// <param name="turn">Which; null: the newest.</param>
    /// <param name="measured">Milliseconds since the conversation was opened.</param>
    public void Timed(int? turn, TurnTiming measured)
    {
        lock (_gate)
        {
            if (Find(turn) is { } found)
            {
                found.Timing = found.Timing.With(measured);
            }
            else
            {
                _next = _next.With(measured);
            }
        }
    }

    /// <summary>How many characters of the words of a turn have sounded.</summary>
    public int HeardCharacters(int turn)
    {
        lock (_gate)
        {
            return _open.Find(open => open.Number == turn) is { } found ? found.Said(found.HeardBy(time.GetTimestamp(), _clock), _rate)?.Length ?? 0 : 0;
        }
    }

    /// <summary>Looks whether a turn is over; called now and then.</summary>
    public void Look()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            while (_open is [var oldest, ..] && IsOver(oldest, now))
            {
                End(oldest);
            }
        }
    }

    /// <summary>The conversation is over: what is open ends as it is.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            while (_open is [var oldest, ..])
            {
                oldest.IsCut |= !oldest.IsComplete || oldest.HeardBy(time.GetTimestamp(), _clock) < oldest.Answer.Arrived - Tolerance;
                End(oldest);
            }

            Show(TurnPhase.Closed);
        }
    }

    private void Take(ServerContent content, RemoteTurn? turn, long at)
    {
        if (turn is null)
        {
            return;
        }

        turn.TouchedAt = at;
        if (content.InputTranscription is { Text.Length: > 0 } heard)
        {
            turn.AddHeard(heard.Text);
            post(new WordsHeard(_clock.Now, turn.Number, heard.Text));
        }

        // The words of a message belong to its sound, not to what comes after it.
        if (content.OutputTranscription is { Text.Length: > 0 } said && !turn.IsCut)
        {
            turn.Answer.AddWords(said.Text);
            post(new WordsSaid(_clock.Now, turn.Number, said.Text));
        }

        TakeParts(content.ModelTurn, turn, at);
        turn.Answer.AllArrived |= content.GenerationComplete;
        if (content.Interrupted && !turn.IsCut && turn.Answer.HasContent)
        {
            // What the device played until now is known when it has said so; one that says nothing played as it came.
            (turn.Played, turn.IsCut) = (turn.HeardBy(at, _clock), true);
            post(new AnswerCut(_clock.Now, turn.Number));
        }

        turn.IsComplete |= content.TurnComplete;
        Show();
    }

    private void TakeParts(Content? model, RemoteTurn turn, long at)
    {
        for (var i = 0; i < (model?.Parts.Count ?? 0); i++)
        {
            switch (model!.Parts[i])
            {
                case { InlineData: { } sound } when !turn.IsCut && sound.MimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase):
                    turn.FirstAudioAt ??= at;
                    turn.Timing = turn.Timing.FirstAudioMs is null ? turn.Timing with { FirstAudioMs = _clock.Ms(at) } : turn.Timing;
                    turn.Answer.AddSound(TimeSpan.FromSeconds(sound.DecodedLength / 2 / (double)SampleRateHz));
                    break;
                case { Text: { Length: > 0 } text, Thought: not true } when !turn.IsCut:
                    turn.Answer.AddText(text);
                    post(new WordsSaid(_clock.Now, turn.Number, text));
                    break;
                default:
                    break;
            }
        }
    }

    private void Typed(string text)
    {
        lock (_gate)
        {
            if (text.Length > 0)
            {
                Settle();
                _typed.Add(text);
                _next = _next with { TurnEndSentMs = _clock.Ms(time.GetTimestamp()) };
                Show(TurnPhase.Thinking);
            }
        }
    }

    // An order that cut an answer may have no turn of its own: it is no part of the next question.
    private void Settle()
    {
        if (_isSettled)
        {
            _isSettled = false;
            _typed.Clear();
        }
    }

    private void SetVoice(bool isOn)
    {
        if (_isVoice == isOn)
        {
            return;
        }

        if (isOn)
        {
            Settle();
        }

        _isVoice = isOn;
        var now = _clock.Ms(time.GetTimestamp());
        _next = isOn ? new TurnTiming { VoiceStartMs = now } : _next with { VoiceEndMs = now, TurnEndSentMs = now };
        Show(isOn ? TurnPhase.Listening : TurnPhase.Thinking);
    }

    private RemoteTurn? TurnOf(int number)
    {
        if (number > _newest)
        {
            _newest = number;
            var turn = new RemoteTurn(number) { Timing = _next, TouchedAt = time.GetTimestamp() };
            _next = new TurnTiming();
            _open.Add(turn);
            foreach (var text in _typed)
            {
                turn.AddHeard(text);
                post(new WordsHeard(_clock.Now, number, text));
            }

            _typed.Clear();
            _isSettled = false;
            if (_open.Count > MostOpen)
            {
                End(_open[0]);
            }
        }

        return _open.Find(open => open.Number == number);
    }

    private RemoteTurn? Find(int? number) => number is { } named && _open.Find(open => open.Number == named) is { } found
        ? found
        : _open.FindLast(static turn => turn.HasSound) ?? _open.LastOrDefault();

    private bool IsOver(RemoteTurn turn, long now)
    {
        // A newer turn that sounds has taken its place.
        if (_open.Exists(other => other.Number > turn.Number && other.HasSound))
        {
            return true;
        }

        var since = time.GetElapsedTime(turn.TouchedAt, now);
        if (!turn.IsComplete && !turn.IsCut)
        {
            return false;
        }

        var isHeard = turn.IsCut || turn.HeardBy(now, _clock) >= turn.Answer.Arrived - Tolerance;
        return (isHeard && since >= Grace) || (turn.IsReported && since >= Silence);
    }

    private void End(RemoteTurn turn)
    {
        var now = time.GetTimestamp();
        var heard = turn.IsCut ? (turn.Played < turn.Answer.Arrived ? turn.Played : turn.Answer.Arrived) : turn.HeardBy(now, _clock);
        heard = heard >= turn.Answer.Arrived - Tolerance ? turn.Answer.Arrived : heard;
        turn.Timing = turn.Timing.DoneMs is null ? turn.Timing with { DoneMs = _clock.Ms(now) } : turn.Timing;
        var report = turn.Report(heard, _rate);
        _rate = turn.IsCut ? _rate : turn.Answer.Teach(_rate);
        _open.Remove(turn);
        if (turn.HasSound)
        {
            _history.Heard(turn.Number, report.Said ?? "");
        }

        post(new TurnEnded(_clock.Now, turn.Number, report));
        Show();
    }

    // What is open tells where it stands; a voice goes before everything.
    private void Show()
    {
        if (_isVoice)
        {
            Show(TurnPhase.Listening);
        }
        else if (_open.Exists(static turn => turn is { HasSound: true, IsCut: false }))
        {
            Show(TurnPhase.Speaking);
        }
        else if ((_typed.Count > 0 && !_isSettled) || _open.Exists(static turn => turn is { IsCut: false, IsComplete: false }))
        {
            Show(TurnPhase.Thinking);
        }
        else if (_phase is not TurnPhase.Thinking || _next == new TurnTiming())
        {
            Show(TurnPhase.Idle);
        }
    }

    private void Show(TurnPhase phase)
    {
        if (_phase != phase && _phase is not TurnPhase.Closed)
        {
            _phase = phase;
            post(new PhaseChanged(_clock.Now, _newest, phase));
        }
    }
}
