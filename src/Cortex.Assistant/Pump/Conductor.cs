using Cortex.Assistant.Heard;
using Cortex.Assistant.Report;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Playback;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Pump;

/// <summary>
/// Holds the turns: feeds what happens to <see cref="TurnCore"/> and does what it decides. Called by the sender, the reader, tools
/// and timers, one at a time under its lock; devices' threads never come here.
/// </summary>
internal sealed class Conductor : IDisposable
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly bool _clientTurns;
    private readonly PlaybackQueue _queue;
    private readonly PumpClock _clock;
    private readonly ILogger _logger;
    private readonly Action<PumpEvent> _post;
    private readonly KeptSound? _keptSound;
    private readonly TurnRecords _records = new();
    private readonly LossList _losses = new();
    private readonly StatusWaiters _waiters = new();
    private readonly ITimer _graceTimer;

    private TimeSpan? _completedAt;
    private TurnState _state;
    private SpeechRate _rate = SpeechRate.Default;
    private PumpStatus _status = new() { IsIdle = true };
    private int _segments;
    private int _voiceTurn;
    private int _framesTurn;
    private TimeSpan _lastSign;

    public Conductor(bool clientTurns, PlaybackQueue queue, PumpOptions options, PumpClock clock, ILogger logger, Action<PumpEvent> post)
    {
        (_clientTurns, _queue, _clock, _logger, _post) = (clientTurns, queue, clock, logger, post);
        _keptSound = options.KeepsSound ? new KeptSound() : null;
        _graceTimer = clock.Time.CreateTimer(_ => Step(TurnInputKind.Tick), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>An answer was cut: its tool calls are withdrawn.</summary>
    public Action OnCut { get; set; } = static () => { };

    /// <summary>The open turn frames belong to changed.</summary>
    public Action OnFramesTurn { get; set; } = static () => { };

    /// <summary>The newest open turn that wants frames; 0 for none.</summary>
    public int FramesTurn => Volatile.Read(ref _framesTurn);

    public PumpStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _status;
            }
        }
    }

    /// <summary>Somebody waits for a status.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (_gate)
            {
                return _waiters.Any;
            }
        }
    }

    public CloseReason? Closed { get; private set; }

    public KeptAnswer? Kept { get; private set; }

    /// <summary>Content that came after its answer was cut.</summary>
    public long LateContents { get; private set; }

    /// <summary>When anything last moved: a voice, an event of the model, sound at the speaker.</summary>
    public TimeSpan LastSign
    {
        get
        {
            lock (_gate)
            {
                return _queue.IsSounding ? _clock.Now : _lastSign;
            }
        }
    }

    public IReadOnlyList<TurnReport> Turns()
    {
        lock (_gate)
        {
            return [.. _records.All.Select(record => record.ToReport(_clock))];
        }
    }

    public IReadOnlyList<HistoryEntry> History()
    {
        lock (_gate)
        {
            return [.. _records.All.Where(static record => record.DoneAt is not null).SelectMany(static record => record.ToHistory())];
        }
    }

    public IReadOnlyList<Lost> Losses()
    {
        lock (_gate)
        {
            return _losses.Snapshot();
        }
    }

    public TaskCompletionSource<bool> Wait(Func<PumpStatus, bool> condition)
    {
        lock (_gate)
        {
            return _waiters.Add(condition, _status);
        }
    }

    public void StopWaiting(TaskCompletionSource<bool> waiting)
    {
        lock (_gate)
        {
            _waiters.Remove(waiting);
        }
    }

    public void VoiceStarted(long startAt)
    {
        lock (_gate)
        {
            Advance(TurnInputKind.VoiceStarted);
            _voiceTurn = _state.Asking;
            if (_records.Find(_voiceTurn) is { } record)
            {
                record.VoiceStartAt ??= startAt;
            }

            Show();
        }
    }

    public void VoiceEnded(long endAt, long decidedAt, long? turnEndSentAt, TimeSpan? writeTook)
    {
        lock (_gate)
        {
            if (_records.Find(_voiceTurn) is { } record)
            {
                (record.VoiceEndAt, record.VoiceEndDecidedAt) = (endAt, decidedAt);
                (record.TurnEndSentAt, record.WriteTook) = (turnEndSentAt, writeTook);
            }

            Advance(TurnInputKind.VoiceEnded);
            Show();
        }
    }

    public void RecordingEnded()
    {
        lock (_gate)
        {
            _lastSign = _clock.Now;
            _status = _status with { Recordings = _status.Recordings + 1 };
            Show();
        }
    }

    /// <summary>A question was typed.</summary>
    /// <returns>Its turn; 0 where the conversation is over.</returns>
    public int Typed(string text)
    {
        lock (_gate)
        {
            Advance(TurnInputKind.Typed);
            if (_records.Find(_state.Asking) is { } record)
            {
                record.IsTyped = true;
                record.AddHeard(text);
                _post(new WordsHeard(_clock.Now, record.Number, text));
            }

            Show();
            return _state.Asking;
        }
    }

    public void TypedSent(int turn, long at)
    {
        lock (_gate)
        {
            if (_records.Find(turn) is { } record)
            {
                record.TurnEndSentAt = at;
            }
        }
    }

    public void WordsHeard(string piece)
    {
        lock (_gate)
        {
            _lastSign = _clock.Now;

            // Transcripts keep no order: one that comes after its answer's end still belongs to that turn.
            var record = _records.Find(_state.Asking) ?? _records.Find(_state.Answering) ?? _records.Newest;
            record?.AddHeard(piece);
            _post(new WordsHeard(_clock.Now, record?.Number ?? 0, piece));
        }
    }

    /// <summary>Words of the answer.</summary>
    /// <param name="piece">As they came.</param>
    /// <param name="isText">They are the answer itself, not a transcript of its sound.</param>
    public void WordsSaid(string piece, bool isText)
    {
        lock (_gate)
        {
            if (Advance(TurnInputKind.Content).Has(TurnActions.Drop) || _records.Find(_state.Answering) is not { } record)
            {
                LateContents++;
                return;
            }

            if (isText)
            {
                record.Ledger?.AddText(piece);
            }
            else
            {
                record.Ledger?.AddWords(piece);
            }

            _post(new WordsSaid(_clock.Now, record.Number, piece));
            Show();
        }
    }

    /// <summary>Sound of the answer, decoded: into the queue, or dropped where its answer was cut.</summary>
    public void Sound(AnswerDecoder sound, long arrivedAt)
    {
        lock (_gate)
        {
            if (Advance(TurnInputKind.Content).Has(TurnActions.Drop) || _records.Find(_state.Answering) is not { } record)
            {
                LateContents++;
                return;
            }

            if (record.Segment is 0 || record.SegmentEnded)
            {
                record.Begin(++_segments);
            }

            record.Arrived(arrivedAt, sound.Samples.Length, sound.FirstAudible(), _clock);
            var refused = sound.Queue(record.Segment);
            if (_queue.Find(record.Segment) is { } playback && !record.Tracks(playback))
            {
                record.Track(playback);
                _ = WatchAsync(playback);
            }

            if (refused > 1)
            {
                // One sample may be carried over to the next chunk; more is a full queue.
                Refuse(record, TimeSpan.FromSeconds(refused / (double)_queue.SampleRateHz));
            }

            _keptSound?.Add(sound.Samples);
            Show();
        }
    }

    public void AllArrived()
    {
        lock (_gate)
        {
            if (_records.Find(_state.Answering)?.Ledger is { } ledger)
            {
                ledger.AllArrived = true;
            }
        }
    }

    /// <summary>Tools were called.</summary>
    /// <returns>The turn, or 0: the calls belong to an answer that was cut.</returns>
    public int ToolsCalled(IReadOnlyList<FunctionCall> calls)
    {
        lock (_gate)
        {
            var stale = Advance(TurnInputKind.ToolsCalled, calls.Count).Has(TurnActions.Drop);
            foreach (var call in calls)
            {
                _post(new ToolCalled(_clock.Now, _state.Answering, call.Name));
            }

            Show();
            return stale ? 0 : _state.Answering;
        }
    }

    /// <summary>The answer about to be sent is told at once: the interruption that follows is the tool's.</summary>
    public void ToolInterrupts(int turn)
    {
        lock (_gate)
        {
            if (turn > 0 && turn == _state.Answering)
            {
                Advance(TurnInputKind.ToolInterrupts);
            }
        }
    }

    public void ToolClosed(FunctionCall call, int turn, bool answered, bool silently)
    {
        lock (_gate)
        {
            if (turn > 0 && turn == _state.Answering)
            {
                Advance(!answered ? TurnInputKind.ToolsWithdrawn : silently ? TurnInputKind.ToolsAnsweredSilently : TurnInputKind.ToolsAnswered, 1);
            }

            _post(new ToolClosed(_clock.Now, turn, call.Name, answered));
            Show();
        }
    }

    /// <summary>Something without more to it.</summary>
    public void Step(TurnInputKind kind)
    {
        lock (_gate)
        {
            _completedAt = kind is TurnInputKind.TurnComplete && _state.Answering is not 0 ? _clock.Now : _completedAt;
            Advance(kind);
            Show();
        }
    }

    public bool IsNewestWhole
    {
        get
        {
            lock (_gate)
            {
                return _records.Newest is { IsWhole: true };
            }
        }
    }

    public void Ready()
    {
        lock (_gate)
        {
            _lastSign = _clock.Now;
            _status = _status with { IsReady = true, IsAway = false };
            Show();
        }
    }

    /// <summary>The engine lost its connection, and with it what it was saying.</summary>
    public void Away()
    {
        lock (_gate)
        {
            _lastSign = _clock.Now;
            var broken = _records.All.Any(static record => record is { DoneAt: null, Ledger.AllArrived: false });
            _status = _status with { IsAway = true, IsCutShort = _status.IsCutShort || broken };
            Show();
        }
    }

    /// <summary>The engine's conversation is over.</summary>
    public void Close(CloseReason reason)
    {
        lock (_gate)
        {
            Closed ??= reason;
            var open = _records.All.Where(static record => record is { DoneAt: null, Ledger.AllArrived: false }).ToList();
            open.ForEach(static record => record.Truncated = true);

            // An engine ends the answer for its reader right before it closes: one that ran dry in this moment is no whole one.
            var ended = _records.Newest is { ClosedAt: { } at, IsWhole: false } newest && newest.SaidSound > TimeSpan.Zero && IsJustNow(_clock.Since(at));

            // The same where all its sound had come: a server that fails before it ends the turn has failed in it.
            var failed = reason.Class is not CloseClass.Clean && (_state is { Answering: > 0, Complete: false } || (_completedAt is { } completed && IsJustNow(completed)));
            _status = _status with { IsClosed = true, IsAway = false, IsCutShort = _status.IsCutShort || open.Count > 0 || ended || failed };
            Advance(TurnInputKind.Closed);
            Show();
        }
    }

    public void Fail(Exception fault)
    {
        lock (_gate)
        {
            _status = _status with { Fault = _status.Fault ?? fault };
            Show();
        }
    }

    /// <summary>Sound began or stopped at the speaker.</summary>
    public void SpeakerChanged()
    {
        lock (_gate)
        {
            _lastSign = _clock.Now;
            if (_queue.IsSounding && _state.Answering is not 0)
            {
                _status = _status with { SoundingTurn = _state.Answering };
            }

            Show();
        }
    }

    /// <summary>A question that was heard by nobody: it stands in the account, without words and times.</summary>
    public void NoteUnheard()
    {
        lock (_gate)
        {
            _state = _state with { Newest = _state.Newest + 1 };
            var record = new TurnRecord(_state.Newest);
            _records.Add(record);
            _rate = record.Finish(_clock.Time.GetTimestamp(), cut: false, _rate);
            Show();
        }
    }

    public void Lose(Lost loss)
    {
        lock (_gate)
        {
            _losses.Add(loss);
            _post(new Noticed(_clock.Now, _state.Newest, loss));
        }
    }

    public void Dispose() => _graceTimer.Dispose();

    private bool IsJustNow(TimeSpan at) => _clock.Now - at < AtOnce;

    private TurnActions Advance(TurnInputKind kind, int count = 0)
    {
        var now = _clock.Now;
        var before = _state;
        var soundLeft = _records.Find(before.Answering)?.HasSoundLeft ?? false;
        var step = TurnCore.Advance(before, new TurnInput(kind, now, count, soundLeft), _clientTurns);
        _state = step.State;
        if (kind is not TurnInputKind.Tick)
        {
            _lastSign = now;
        }

        if (step.Actions is not TurnActions.None and not TurnActions.Drop)
        {
            Act(before, step.Actions);
        }

        if (_state.Complete && _records.Find(_state.Answering) is { Segment: > 0, SegmentEnded: false } complete)
        {
            complete.SegmentEnded = true;
            _queue.EndTurn(complete.Segment);
        }

        // Timers round down to whole milliseconds: one that comes early is set again.
        if (_state.ToolGrace != before.ToolGrace || kind is TurnInputKind.Tick)
        {
            _graceTimer.Change(
                _state.ToolGrace is { } grace ? TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (grace - now).TotalMilliseconds))) : Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }

        return step.Actions;
    }

    private void Act(in TurnState before, TurnActions actions)
    {
        if (actions.Has(TurnActions.Hush) && _records.Find(before.Answering) is { } hushed)
        {
            _queue.Cut(hushed.Segment);
            hushed.Hush(_clock.Time.GetTimestamp(), _rate);
        }

        if (actions.Has(TurnActions.EndAnswer))
        {
            Finish(before.Answering, cut: actions.Has(TurnActions.Cut));
        }

        if (actions.Has(TurnActions.EndQuestion))
        {
            Finish(before.Asking, cut: false);
        }

        if (actions.Has(TurnActions.OpenTurn))
        {
            _records.Add(new TurnRecord(_state.Newest));
            Log.Turn(_logger, _state.Newest, "opened");
        }
    }

    private void Finish(int turn, bool cut)
    {
        if (_records.Find(turn) is not { } record)
        {
            return;
        }

        if (cut)
        {
            _queue.Cut(record.Segment);
        }

        _rate = record.Finish(_clock.Time.GetTimestamp(), cut, _rate);
        Kept = record.SaidSound > TimeSpan.Zero || record.Said is not null
            ? new KeptAnswer(turn, record.Said, record.Interrupted, _keptSound?.Take() ?? default, record.SaidSound)
            : Kept;
        if (cut)
        {
            OnCut();
        }

        Log.Turn(_logger, turn, cut ? "cut" : "done");
        _post(new TurnEnded(_clock.Now, turn, record.ToReport(_clock)));
    }

    private void Refuse(TurnRecord record, TimeSpan sound)
    {
        record.Refused += sound;
        var loss = new Lost(LostKind.Playback, sound, 1, $"the answer of turn {record.Number} is longer than the player holds; its rest is dropped");
        _losses.Add(loss);
        _post(new Noticed(_clock.Now, record.Number, loss));
    }

    private async Task WatchAsync(TurnPlayback playback)
    {
        await playback.Done.ConfigureAwait(false);
        lock (_gate)
        {
            if (_records.Find(_state.Answering) is { } record && record.Tracks(playback))
            {
                Advance(TurnInputKind.Drained);
                Show();
            }
        }
    }

    // What observers and waiters see, after everything else.
    private void Show()
    {
        var speaking = _state.Answering is not 0 && _status.SoundingTurn == _state.Answering;
        var phase = _state switch
        {
            { VoiceOpen: true } => TurnPhase.Listening,
            { Answering: not 0 } when speaking => TurnPhase.Speaking,
            { IsIdle: false } => TurnPhase.Thinking,
            { Closed: true } => TurnPhase.Closed,
            _ => TurnPhase.Idle,
        };
        var changed = phase != _status.Phase;
        _status = _status with { Phase = phase, IsIdle = _state.IsIdle, Turn = _state.Newest };
        if (changed)
        {
            _post(new PhaseChanged(_clock.Now, _state.Newest, phase));
        }

        // A typed question took its picture with it.
        var open = _records.Find(_state.Asking) ?? _records.Find(_state.Answering);
        var framesTurn = open is { IsTyped: false } ? open.Number : 0;
        if (framesTurn != _framesTurn)
        {
            Volatile.Write(ref _framesTurn, framesTurn);
            OnFramesTurn();
        }

        _waiters.Look(_status);
    }
}
