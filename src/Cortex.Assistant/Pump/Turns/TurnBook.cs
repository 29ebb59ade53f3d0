using System.Runtime.InteropServices;
using Cortex.Assistant.Heard;
using Cortex.Assistant.Report;
using Cortex.Live;
using Cortex.Media.Playback;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Pump;

/// <summary>What is kept of the turns and told of their ends; takes their sound out of the queue. Guarded by the owner's lock.</summary>
internal sealed class TurnBook(PlaybackQueue queue, bool keepsSound, PumpClock clock, ILogger logger, Action<PumpEvent> post)
{
    private readonly KeptSound? _keptSound = keepsSound ? new KeptSound() : null;
    private readonly TurnRecords _records = new();
    private readonly LossList _losses = new();
    private SpeechRate _rate = SpeechRate.Default;
    private int _segments;
    private int _repeat;

    public TurnRecord? Newest => _records.Newest;

    /// <summary>The newest answer that was heard, or null.</summary>
    public KeptAnswer? Kept { get; private set; }

    /// <summary>A turn is open whose answer has not arrived whole.</summary>
    public bool HasIncomplete => _records.All.Any(IsIncomplete);

    public IReadOnlyList<Lost> Losses => _losses.Snapshot();

    /// <summary>The turn of this number; null for 0 and for what is too old.</summary>
    public TurnRecord? Find(int number) => _records.Find(number);

    public IReadOnlyList<TurnReport> Reports() => [.. _records.All.Select(record => record.ToReport(clock))];

    public IReadOnlyList<HistoryEntry> History() =>
        [.. _records.All.Where(static record => record.DoneAt is not null).SelectMany(static record => record.ToHistory())];

    public void Open(int turn)
    {
        _records.Add(new TurnRecord(turn));
        Log.Turn(logger, turn, "opened");
    }

    /// <summary>A question that was heard by nobody: it stands in the account, without words and times.</summary>
    public void AddUnheard(int turn)
    {
        var record = new TurnRecord(turn);
        _records.Add(record);
        _rate = record.Finish(clock.Time.GetTimestamp(), cut: false, _rate);
    }

    /// <summary>Sound of an answer arrived: into the queue; what has no room there is lost.</summary>
    /// <returns>The sound's playback where it is a new one, else null.</returns>
    public TurnPlayback? Take(TurnRecord record, AnswerDecoder sound, long arrivedAt)
    {
        if (record.Segment is 0 || record.SegmentEnded)
        {
            EndRepeat();
            record.Begin(++_segments);
        }

        record.Arrived(arrivedAt, sound.Samples.Length, sound.FirstAudible(), clock, queue.Options);
        var refused = sound.Queue(record.Segment);
        TurnPlayback? begun = null;
        if (queue.Find(record.Segment) is { } playback && !record.Tracks(playback))
        {
            record.Track(playback);
            begun = playback;
        }

        if (refused > 1)
        {
            // One sample may be carried over to the next chunk; more is a full queue.
            Refuse(record, TimeSpan.FromSeconds(refused / (double)queue.SampleRateHz));
        }

        _keptSound?.Add(sound.Samples);
        return begun;
    }

    /// <summary>Plays the kept answer again, as sound of no turn.</summary>
    /// <returns>Its playback; null: nothing is kept, or something sounds.</returns>
    public TurnPlayback? Repeat()
    {
        if (Kept is not { Sound.IsEmpty: false } kept || !queue.IsDrained)
        {
            return null;
        }

        _repeat = ++_segments;
        queue.Write(_repeat, MemoryMarshal.AsBytes(kept.Sound.Span));
        queue.EndTurn(_repeat);
        return queue.Find(_repeat);
    }

    /// <summary>Silences a repetition.</summary>
    /// <returns>True where there was one.</returns>
    public bool EndRepeat()
    {
        var any = _repeat > 0 && queue.Find(_repeat) is { DoneAt: null };
        if (any)
        {
            queue.Cut(_repeat);
        }

        _repeat = 0;
        return any;
    }

    /// <summary>A typed question was written.</summary>
    public void NoteSent(int turn, long at)
    {
        if (_records.Find(turn) is { } record)
        {
            record.TurnEndSentAt = at;
        }
    }

    /// <summary>All that an answer says has come.</summary>
    public void EndContent(int turn)
    {
        if (_records.Find(turn)?.Ledger is { } ledger)
        {
            ledger.AllArrived = true;
        }
    }

    /// <summary>All sound of a turn has come.</summary>
    public void EndSound(int turn)
    {
        if (_records.Find(turn) is { Segment: > 0, SegmentEnded: false } complete)
        {
            complete.SegmentEnded = true;
            queue.EndTurn(complete.Segment);
        }
    }

    /// <summary>Silences a turn's answer, which may go on.</summary>
    public void Hush(int turn)
    {
        if (_records.Find(turn) is { } hushed)
        {
            queue.Cut(hushed.Segment);
            hushed.Hush(clock.Time.GetTimestamp(), _rate);
        }
    }

    /// <summary>A turn is over.</summary>
    /// <param name="turn">Which; one that is not known is none.</param>
    /// <param name="cut">Its answer was cut off.</param>
    /// <param name="withdraw">Called where it was cut, before its end is told.</param>
    public void Finish(int turn, bool cut, Action? withdraw = null)
    {
        if (_records.Find(turn) is not { } record)
        {
            return;
        }

        if (cut)
        {
            queue.Cut(record.Segment);
        }

        _rate = record.Finish(clock.Time.GetTimestamp(), cut, _rate);
        Diagnostics.Underran(record.Underruns);
        Kept = record.SaidSound > TimeSpan.Zero || record.Said is not null
            ? new KeptAnswer(turn, record.Said, record.Interrupted, _keptSound?.Take() ?? default, record.SaidSound)
            : Kept;
        if (cut)
        {
            withdraw?.Invoke();
        }

        Log.Turn(logger, turn, cut ? "cut" : "done");
        post(new TurnEnded(clock.Now, turn, record.ToReport(clock)) { IsOrder = record.IsOrder });
    }

    /// <summary>The conversation is over: the answers that still came are not whole.</summary>
    public void Truncate()
    {
        foreach (var record in _records.All.Where(IsIncomplete))
        {
            record.Truncated = true;
        }
    }

    /// <summary>Something was lost.</summary>
    public void Lose(int turn, Lost loss)
    {
        _losses.Add(loss);
        Diagnostics.Lost(loss);
        post(new Noticed(clock.Now, turn, loss));
    }

    private static bool IsIncomplete(TurnRecord record) => record is { DoneAt: null, Ledger.AllArrived: false };

    private void Refuse(TurnRecord record, TimeSpan sound)
    {
        record.Refused += sound;
        Lose(record.Number, new Lost(LostKind.Playback, sound, 1, $"the answer of turn {record.Number} is longer than the player holds; its rest is dropped"));
    }
}
