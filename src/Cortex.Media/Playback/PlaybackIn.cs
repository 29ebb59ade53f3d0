using Cortex.Media.Audio;

namespace Cortex.Media.Playback;

/// <summary>The writing half of the queue: everything here belongs to the conversation's reader.</summary>
internal sealed class PlaybackIn(AudioRing ring, PlaybackMarks marks, PlaybackOptions options, TimeProvider time)
{
    private const int Remembered = 32;
    private TurnPlayback? _turn;
    private bool _isClosed;
    private byte _carry;
    private bool _hasCarry;
    private volatile TurnPlayback[] _recent = [];
    private long _dropped;

    public TurnPlayback[] Recent => _recent;

    public long Dropped => Volatile.Read(ref _dropped);

    public int Write(int turn, ReadOnlySpan<byte> pcm, int cutThrough)
    {
        if (turn <= cutThrough || turn < _turn?.Turn || !Enter(turn))
        {
            Drop(Find(turn), pcm.Length / sizeof(short));
            return 0;
        }

        var samples = (pcm.Length + (_hasCarry ? 1 : 0)) / sizeof(short);
        if (_isClosed)
        {
            Drop(_turn, samples);
            return 0;
        }

        var room = Math.Min(samples, ring.Free);
        Copy(pcm, room);
        _turn!.AddWritten(room);
        if (room < samples)
        {
            // A hole in the middle of an answer is worse than its end missing: the rest of the turn is dropped.
            _isClosed = true;
            Drop(_turn, samples - room);
        }

        return room;
    }

    public void End(int turn)
    {
        if (_turn?.Turn == turn && marks.TryAdd(new PlaybackMark(_turn, IsEnd: true, ring.Written)))
        {
            _isClosed = true;
        }
    }

    public TurnPlayback? Find(int turn)
    {
        foreach (var known in _recent)
        {
            if (known.Turn == turn)
            {
                return known;
            }
        }

        return null;
    }

    private bool Enter(int turn)
    {
        if (_turn?.Turn == turn)
        {
            return true;
        }

        // Two free: the one for its end must never be missing.
        var entered = new TurnPlayback(turn, options.SampleRateHz, time.TimestampFrequency);
        if (marks.Free < 2 || !marks.TryAdd(new PlaybackMark(entered, IsEnd: false, ring.Written)))
        {
            return false;
        }

        (_turn, _isClosed, _hasCarry) = (entered, false, false);
        var recent = _recent;
        _recent = [.. recent.AsSpan(Math.Max(0, recent.Length - Remembered + 1)), entered];
        return true;
    }

    private void Copy(ReadOnlySpan<byte> pcm, int samples)
    {
        var (first, second) = ring.Reserve(samples);
        if (_hasCarry && samples > 0)
        {
            first[0] = (short)(_carry | (pcm[0] << 8));
            first = first[1..];
            pcm = pcm[1..];
            _hasCarry = false;
        }

        Pcm.FromBytes(pcm[..(first.Length * sizeof(short))], first);
        pcm = pcm[(first.Length * sizeof(short))..];
        Pcm.FromBytes(pcm[..(second.Length * sizeof(short))], second);
        pcm = pcm[(second.Length * sizeof(short))..];
        ring.Commit(samples);
        if (pcm.Length == 1)
        {
            // A chunk may end in the middle of a sample.
            (_carry, _hasCarry) = (pcm[0], true);
        }
    }

    private void Drop(TurnPlayback? turn, int samples)
    {
        turn?.AddDropped(samples);
        Volatile.Write(ref _dropped, _dropped + samples);
    }
}
