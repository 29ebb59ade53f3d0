using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Live.Session;

/// <summary>
/// Where everything for the reader passes: stamps it, counts it, keeps media out when the reader is too slow, and says what was
/// lost. Used under the session's lock.
/// </summary>
internal sealed class EventDesk(int session, InboundPool pool, Outbox outbox, HistoryRecorder recorder, SessionTrace trace, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan NowAndThen = TimeSpan.FromSeconds(1);

    private readonly UnspokenWords _unspoken = new(pool);
    private long _stamp;
    private long _reported;
    private TimeSpan _droppedSound;
    private int _dropped;
    private bool _finished;

    /// <summary>What waits for the reader.</summary>
    public EventQueue Queue { get; } = new(pool);

    /// <summary>What was counted.</summary>
    public Tally Tally { get; } = new();

    /// <summary>Hands on a message of the server.</summary>
    /// <param name="message">The message, a view of <paramref name="bytes"/>.</param>
    /// <param name="bytes">The queue's or the pool's from now on.</param>
    /// <param name="timestamp">When it came.</param>
    /// <param name="turn">Its turn.</param>
    public void Forward(ServerMessage message, InboundMessage? bytes, long timestamp, int turn)
    {
        Tally.Received(message);
        if (message.UsageMetadata is { } usage)
        {
            trace.Used(usage);
        }

        if (message is GoAway goAway)
        {
            Log.GoingAway(log, session, goAway.TimeLeft);
        }

        if (Queue.IsFull && message is ServerContent content && MediaOf.IsIn(content))
        {
            _droppedSound += MediaOf.Sound(content);
            _dropped++;
            if (!MediaOf.Strip(content))
            {
                if (bytes is not null)
                {
                    pool.Return(bytes);
                }

                return;
            }
        }

        if (_dropped > 0 && (!Queue.IsFull || message is ServerContent { TurnComplete: true } or ServerContent { Interrupted: true }))
        {
            ReportDropped(turn);
        }

        if (_unspoken.Hold(new LiveEvent(message, timestamp, turn), bytes))
        {
            return;
        }

        if (_unspoken.Frees(message, turn))
        {
            while (_unspoken.TryTake(out var words))
            {
                Add(words.Item.Message!, words.Bytes, words.Item.Timestamp, words.Item.Turn);
            }
        }

        Add(message, bytes, timestamp, turn);
    }

    /// <summary>The answer is not to be: what it would have said in words was never said.</summary>
    public void DropUnspoken() => _unspoken.Drop();

    /// <summary>Hands on a message of our own, which closes what the server left open.</summary>
    public void Say(ServerMessage message, int turn)
    {
        _unspoken.Drop();
        var item = new LiveEvent(message, Stamp(time.GetTimestamp()), turn);
        recorder.Received(item);
        Queue.Add(item, null);
    }

    /// <summary>Hands on a notice; nothing after the end.</summary>
    public void Tell(Notice notice, int turn)
    {
        if (!_finished)
        {
            if (notice is StateChanged change)
            {
                trace.Moved(change);
            }
            else if (notice is Silent silent)
            {
                Diagnostics.Silent(silent.Step);
            }

            Queue.Add(new LiveEvent(notice, Stamp(time.GetTimestamp()), turn), null);
        }
    }

    /// <summary>Counts a loss and says so.</summary>
    public void Lose(Lost loss, LossCause cause, int turn)
    {
        Tally.Lose(loss);
        Diagnostics.Lost(loss, cause);
        Log.Lost(log, session, loss.What, loss.Count, loss.Duration, loss.Why);
        Tell(loss, turn);
    }

    /// <summary>Says what goes again to a new connection, and what of it could not be kept.</summary>
    public void ReportReplay(Rewound rewound, bool tellsSound, int turn)
    {
        if (tellsSound && rewound.Sound > TimeSpan.Zero)
        {
            Replay(new Replayed(LostKind.Microphone, rewound.Sound), turn);
        }

        if (rewound.Texts > 0)
        {
            Replay(new Replayed(LostKind.Text, TimeSpan.Zero), turn);
        }

        if (rewound.Forgotten > TimeSpan.Zero)
        {
            Lose(new Lost(LostKind.Microphone, rewound.Forgotten, 1, "the utterance was longer than what is kept of it"), LossCause.LongUtterance, turn);
        }
    }

    /// <summary>Says what the outbox lost since the last time.</summary>
    public void ReportLosses(string why, LossCause cause, int turn)
    {
        _reported = time.GetTimestamp();
        foreach (var loss in outbox.TakeLosses().Notices(why))
        {
            Lose(loss, cause, turn);
        }
    }

    /// <summary>The same, but not more than once a second.</summary>
    public void ReportLossesNowAndThen(string why, LossCause cause, int turn)
    {
        if (_reported == 0)
        {
            _reported = time.GetTimestamp();
        }

        if (time.GetElapsedTime(_reported) >= NowAndThen)
        {
            ReportLosses(why, cause, turn);
        }
    }

    /// <summary>The end: says what is lost with it, then <see cref="Closed"/>.</summary>
    public void Finish(CloseReason reason, int turn)
    {
        if (_dropped > 0)
        {
            ReportDropped(turn);
        }

        _unspoken.Drop();
        outbox.End();
        var losses = outbox.TakeLosses();
        if (reason == CloseReason.Done)
        {
            // Who ends a conversation does not miss the sound that was on its way.
            losses = losses with { Sound = default, Chunks = 0, Frames = 0 };
        }

        foreach (var loss in losses.Notices("the conversation ended"))
        {
            Lose(loss, LossCause.Ended, turn);
        }

        Tell(new Closed(reason), turn);
        _finished = true;
        Queue.Complete();
    }

    private void Add(ServerMessage message, InboundMessage? bytes, long timestamp, int turn)
    {
        var item = new LiveEvent(message, Stamp(timestamp), turn);
        recorder.Received(item);
        Queue.Add(item, bytes);
    }

    private void Replay(Replayed replayed, int turn)
    {
        Log.Replayed(log, session, replayed.What, replayed.Duration);
        Diagnostics.Replayed(replayed);
        Tell(replayed, turn);
    }

    private void ReportDropped(int turn)
    {
        var loss = new Lost(LostKind.Playback, _droppedSound, _dropped, "the reader of the events was too slow");
        (_droppedSound, _dropped) = (default, 0);
        Lose(loss, LossCause.SlowReader, turn);
    }

    private long Stamp(long timestamp) => _stamp = Math.Max(_stamp, timestamp);
}
