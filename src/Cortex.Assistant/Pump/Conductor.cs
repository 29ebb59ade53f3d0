using Cortex.Assistant.Heard;
using Cortex.Assistant.Report;
using Cortex.Assistant.Sight;
using Cortex.Assistant.TurnTaking;
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
    private readonly Lock _gate = new();
    private readonly PlaybackQueue _queue;
    private readonly PumpClock _clock;
    private readonly Action<PumpEvent> _post;
    private readonly TurnBook _book;
    private readonly PumpStanding _standing;
    private readonly TurnSteps _steps;

    private Action _onDropped = static () => { };
    private TimeSpan? _completedAt;
    private int _voiceTurn;
    private Gaze _gaze = Gaze.Away;
    private int _bargedInto;

    public Conductor(bool clientTurns, PlaybackQueue queue, PumpOptions options, PumpClock clock, ILogger logger, Action<PumpEvent> post)
    {
        (_queue, _clock, _post) = (queue, clock, post);
        _book = new TurnBook(queue, options.KeepsSound, clock, logger, post);
        _steps = new TurnSteps(_book, clientTurns, clock, () => Step(TurnInputKind.Tick));
        _standing = new PumpStanding(clock, post);
    }

    /// <summary>An answer was cut: its tool calls are withdrawn.</summary>
    public Action OnCut { set => _steps.OnCut = value; }

    /// <summary>What sounded or was to sound was dropped: the player is to be ready for the next.</summary>
    public Action OnDropped { set => _steps.OnDropped = _onDropped = value; }

    /// <summary><see cref="Gaze"/> changed.</summary>
    public Action OnGaze { get; set; } = static () => { };

    /// <summary>Where turns stand, for pictures.</summary>
    public Gaze Gaze => Volatile.Read(ref _gaze);

    public PumpStatus Status => Read(static own => own._standing.Status);

    /// <summary>Somebody waits for a status.</summary>
    public bool IsAwaited => Read(static own => own._standing.Waiters.Any);

    public CloseReason? Closed { get; private set; }

    public KeptAnswer? Kept => _book.Kept;

    /// <summary>Content that came after its answer was cut.</summary>
    public long LateContents { get; private set; }

    /// <summary>When anything last moved: a voice, an event of the model, sound at the speaker.</summary>
    public TimeSpan LastSign => Read(static own => own._queue.IsSounding ? own._clock.Now : own._steps.LastSign);

    public IReadOnlyList<TurnReport> Turns() => Read(static own => own._book.Reports());

    /// <summary>What the wearer said or wrote in a turn; empty: nothing is known of it yet. Null: nobody has written down anything here.</summary>
    public string? HeardIn(int turn) =>
        Read(own => own._book.Find(turn)?.Heard ?? (own._book.Reports().Any(static report => report.Heard is not null) ? "" : null));

    public IReadOnlyList<HistoryEntry> History() => Read(static own => own._book.History());

    public IReadOnlyList<Lost> Losses() => Read(static own => own._book.Losses);

    public TaskCompletionSource<bool> Wait(Func<PumpStatus, bool> condition)
    {
        lock (_gate)
        {
            return _standing.Waiters.Add(condition, _standing.Status);
        }
    }

    public void StopWaiting(TaskCompletionSource<bool> waiting)
    {
        lock (_gate)
        {
            _standing.Waiters.Remove(waiting);
        }
    }

    public void VoiceStarted(long startAt)
    {
        lock (_gate)
        {
            EndRepeat();
            _steps.Advance(TurnInputKind.VoiceStarted);
            _voiceTurn = _steps.State.Asking;
            if (_book.Find(_voiceTurn) is { } record)
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
            if (_book.Find(_voiceTurn) is { } record)
            {
                (record.VoiceEndAt, record.VoiceEndDecidedAt) = (endAt, decidedAt);
                (record.TurnEndSentAt, record.WriteTook) = (turnEndSentAt, writeTook);
            }

            _steps.Advance(TurnInputKind.VoiceEnded);
            Show();
        }
    }

    public void RecordingEnded()
    {
        lock (_gate)
        {
            _steps.Note();
            _standing.Status = _standing.Status with { Recordings = _standing.Status.Recordings + 1 };
            Show();
        }
    }

    /// <summary>A question was typed.</summary>
    /// <returns>Its turn; 0 where the conversation is over.</returns>
    public int Typed(string text)
    {
        lock (_gate)
        {
            EndRepeat();
            _steps.Advance(TurnInputKind.Typed);
            if (_book.Find(_steps.State.Asking) is { } record)
            {
                record.IsTyped = true;
                record.AddHeard(text);
                _post(new WordsHeard(_clock.Now, record.Number, text));
            }

            Show();
            return _steps.State.Asking;
        }
    }

    public void TypedSent(int turn, long at)
    {
        lock (_gate)
        {
            _book.NoteSent(turn, at);
        }
    }

    public void WordsHeard(string piece)
    {
        lock (_gate)
        {
            _steps.Note();

            // Transcripts keep no order: one that comes after its answer's end still belongs to that turn.
            var record = _book.Find(_steps.State.Asking) ?? _book.Find(_steps.State.Answering) ?? _book.Newest;
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
            if (_steps.Advance(TurnInputKind.Content).Has(TurnActions.Drop) || _book.Find(_steps.State.Answering) is not { } record)
            {
                LateContents++;
                Diagnostics.Late();
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
            if (_steps.Advance(TurnInputKind.Content).Has(TurnActions.Drop) || _book.Find(_steps.State.Answering) is not { } record)
            {
                LateContents++;
                Diagnostics.Late();
                return;
            }

            if (_book.Take(record, sound, arrivedAt) is { } begun)
            {
                _ = WatchAsync(begun, IsOver);
            }

            Show();
        }
    }

    public void AllArrived()
    {
        lock (_gate)
        {
            _book.EndContent(_steps.State.Answering);
        }
    }

    /// <summary>Tools were called.</summary>
    /// <returns>The turn, or 0: the calls belong to an answer that was cut.</returns>
    public int ToolsCalled(IReadOnlyList<FunctionCall> calls)
    {
        lock (_gate)
        {
            var stale = _steps.Advance(TurnInputKind.ToolsCalled, calls.Count).Has(TurnActions.Drop);
            foreach (var call in calls)
            {
                _post(new ToolCalled(_clock.Now, _steps.State.Answering, call.Name));
            }

            Show();
            return stale ? 0 : _steps.State.Answering;
        }
    }

    /// <summary>The answer about to be sent is told at once: the interruption that follows is the tool's.</summary>
    public void ToolInterrupts(int turn)
    {
        lock (_gate)
        {
            if (turn > 0 && turn == _steps.State.Answering)
            {
                _steps.Advance(TurnInputKind.ToolInterrupts);
            }
        }
    }

    public void ToolClosed(FunctionCall call, int turn, bool answered, bool silently)
    {
        lock (_gate)
        {
            if (turn > 0 && turn == _steps.State.Answering)
            {
                _steps.Advance(!answered ? TurnInputKind.ToolsWithdrawn : silently ? TurnInputKind.ToolsAnsweredSilently : TurnInputKind.ToolsAnswered, 1);
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
            _completedAt = kind is TurnInputKind.TurnComplete && _steps.State.Answering is not 0 ? _clock.Now : _completedAt;
            _steps.Advance(kind);
            Show();
        }
    }

    /// <summary>The question that is open is an order, or asks nothing: that no answer follows is no failure.</summary>
    public void NoteOrder()
    {
        lock (_gate)
        {
            if ((_book.Find(_steps.State.Asking) ?? _book.Find(_steps.State.Answering) ?? _book.Newest) is { } record)
            {
                record.IsOrder = true;
            }
        }
    }

    /// <summary>The wearer wants silence: what sounds, what waits, and what still comes of it is dropped.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            EndRepeat();
            _steps.Advance(TurnInputKind.Stopped);
            Show();
        }
    }

    /// <summary>Plays the kept answer again.</summary>
    /// <returns>False: nothing is kept, or an answer is open.</returns>
    public bool Repeat()
    {
        lock (_gate)
        {
            if (!_steps.State.IsIdle || _book.Repeat() is not { } playback)
            {
                return false;
            }

            _steps.Note();
            _standing.IsRepeating = true;
            _ = WatchAsync(playback, _ => _standing.IsRepeating = false);
            Show();
            return true;
        }
    }

    /// <summary>The player did something about a sound during an answer.</summary>
    public void BargedIn(BargeInMove move, long at)
    {
        lock (_gate)
        {
            if (move is BargeInMove.Duck or BargeInMove.Hold && _steps.State.Answering is > 0 and var answering)
            {
                _bargedInto = answering;
            }

            _book.Find(_bargedInto)?.Note(move, at);
            _post(new BargedIn(_clock.Since(at), _bargedInto, move));
        }
    }

    public bool IsNewestWhole => Read(static own => own._book.Newest is { IsWhole: true });

    public void Ready()
    {
        lock (_gate)
        {
            _steps.Note();
            _standing.Status = _standing.Status with { IsReady = true, IsAway = false };
            Show();
        }
    }

    /// <summary>The engine lost its connection, and with it what it was saying.</summary>
    public void Away()
    {
        lock (_gate)
        {
            _steps.Note();
            _standing.Status = _standing.Status with { IsAway = true, IsCutShort = _standing.Status.IsCutShort || _book.HasIncomplete };
            Show();
        }
    }

    /// <summary>The engine's conversation is over.</summary>
    public void Close(CloseReason reason)
    {
        lock (_gate)
        {
            Closed ??= reason;
            _book.Truncate();
            var cutShort = _standing.Status.IsCutShort || CutShort.By(reason, _book, _steps.State, _completedAt, _clock);
            _standing.Status = _standing.Status with { IsClosed = true, IsAway = false, IsCutShort = cutShort };
            _steps.Advance(TurnInputKind.Closed);
            Show();
        }
    }

    public void Fail(Exception fault)
    {
        lock (_gate)
        {
            _standing.Status = _standing.Status with { Fault = _standing.Status.Fault ?? fault };
            Show();
        }
    }

    /// <summary>Sound began or stopped at the speaker.</summary>
    public void SpeakerChanged()
    {
        lock (_gate)
        {
            _steps.Note();
            if (_queue.IsSounding && _steps.State.Answering is not 0)
            {
                _standing.Status = _standing.Status with { SoundingTurn = _steps.State.Answering };
            }

            Show();
        }
    }

    /// <summary>A question that was heard by nobody: it stands in the account, without words and times.</summary>
    public void NoteUnheard()
    {
        lock (_gate)
        {
            _steps.SkipUnheard();
            Show();
        }
    }

    public void Lose(Lost loss)
    {
        lock (_gate)
        {
            _book.Lose(_steps.State.Newest, loss);
        }
    }

    public void Dispose() => _steps.Dispose();

    private T Read<T>(Func<Conductor, T> what)
    {
        lock (_gate)
        {
            return what(this);
        }
    }

    private void IsOver(TurnPlayback playback)
    {
        if (_book.Find(_steps.State.Answering) is { } record && record.Tracks(playback))
        {
            _steps.Advance(TurnInputKind.Drained);
        }
    }

    private async Task WatchAsync(TurnPlayback playback, Action<TurnPlayback> onDone)
    {
        await playback.Done.ConfigureAwait(false);
        lock (_gate)
        {
            onDone(playback);
            Show();
        }
    }

    private void EndRepeat()
    {
        if (_book.EndRepeat())
        {
            _onDropped();
        }
    }

    // What observers and waiters see, after everything else.
    private void Show()
    {
        _standing.Show(_steps.State);

        // A typed question took its picture with it.
        var open = _book.Find(_steps.State.Asking) ?? _book.Find(_steps.State.Answering);
        var turn = open is { IsTyped: false } ? open.Number : 0;
        var isActive = turn != 0 && turn != _standing.Status.SoundingTurn;
        if (turn != _gaze.Turn || isActive != _gaze.IsActive || open is not null != _gaze.IsOpen)
        {
            Volatile.Write(ref _gaze, new Gaze(turn, isActive, open is not null));
            OnGaze();
        }

        _standing.Wake();
    }
}
