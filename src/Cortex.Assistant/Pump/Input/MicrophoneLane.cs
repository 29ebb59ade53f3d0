using System.Runtime.InteropServices;

namespace Cortex.Assistant.Pump;

/// <summary>
/// Sound and marks from the device's thread to the sender, in one order: 3 s of sound, the oldest goes when it is full, marks never.
/// </summary>
/// <remarks>
/// One writer (the device's thread: no wait, no lock, no allocation) and one reader. The writer overwrites the oldest chunk; a
/// chunk's number, taken back while it is written, tells the reader that it came too late. Marks have a ring of their own, tied to
/// the sound by chunk number. Should even that be full, start and end fold into one another: the sound between them is long gone.
/// </remarks>
internal sealed class MicrophoneLane
{
    /// <summary>Samples in a chunk: 20 ms at 16 kHz.</summary>
    public const int ChunkSamples = 320;

    /// <summary>Bytes in a chunk.</summary>
    public const int ChunkBytes = ChunkSamples * sizeof(short);

    private const int Chunks = 150;
    private const int Marks = 64;

    private readonly short[] _samples = new short[Chunks * ChunkSamples];
    private readonly long[] _numbers = new long[Chunks];
    private readonly LaneItem[] _items = new LaneItem[Chunks];
    private readonly LaneItem[] _marks = new LaneItem[Marks];
    private readonly long[] _markAt = new long[Marks];
    private readonly AsyncSignal _signal = new();

    private long _written;
    private long _read;
    private long _marksWritten;
    private long _marksRead;
    private long _dropped;

    // The writer's alone: what could not be written for want of room, newest of each sort.
    private LaneItem? _heldActivity;
    private LaneItem? _heldStreamEnd;
    private LaneItem? _heldRecordingEnd;
    private bool _activityWritten;

    public MicrophoneLane() => Array.Fill(_numbers, -1);

    /// <summary>Chunks that were overwritten before they were read.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Sound that waits for the reader. Any thread.</summary>
    public TimeSpan Held => TimeSpan.FromMilliseconds(20) * Math.Clamp(Volatile.Read(ref _written) - Volatile.Read(ref _read), 0, Chunks);

    /// <summary>The reader has read everything and waits.</summary>
    public bool IsAwaited => _signal.IsAwaited;

    /// <summary>Writer: one chunk.</summary>
    public void WriteAudio(ReadOnlySpan<short> chunk, in LaneItem item)
    {
        WriteHeld();
        var number = _written;
        var slot = (int)(number % Chunks);
        Volatile.Write(ref _numbers[slot], -1);
        Interlocked.MemoryBarrier();
        chunk.CopyTo(_samples.AsSpan(slot * ChunkSamples, ChunkSamples));
        _items[slot] = item;
        Volatile.Write(ref _numbers[slot], number);
        Volatile.Write(ref _written, number + 1);
        _signal.Set();
    }

    /// <summary>Writer: a mark that stands before the next chunk.</summary>
    public void WriteMark(in LaneItem mark)
    {
        switch (mark.Kind)
        {
            case LaneKind.ActivityStart or LaneKind.ActivityEnd:
                _heldActivity = mark;
                break;
            case LaneKind.StreamEnd:
                _heldStreamEnd = mark;
                break;
            default:
                _heldRecordingEnd = mark;
                break;
        }

        WriteHeld();
        _signal.Set();
    }

    /// <summary>Reader: waits until there may be something.</summary>
    public ValueTask WaitAsync() => _signal.WaitAsync();

    /// <summary>Reader: wakes its own wait, to end it.</summary>
    public void Wake() => _signal.Set();

    /// <summary>Reader: the next entry; a chunk's sound is copied out.</summary>
    public bool TryRead(Span<byte> chunk, out LaneItem item)
    {
        while (true)
        {
            // The count of chunks first: a mark that stands before a chunk was written before it.
            var written = Volatile.Read(ref _written);
            if (_marksRead < Volatile.Read(ref _marksWritten) && _markAt[_marksRead % Marks] <= _read)
            {
                item = _marks[_marksRead % Marks];
                Volatile.Write(ref _marksRead, _marksRead + 1);
                return true;
            }

            if (_read >= written)
            {
                item = default;
                return false;
            }

            if (written - _read > Chunks)
            {
                Skip(written - Chunks);
                continue;
            }

            var slot = (int)(_read % Chunks);
            if (Volatile.Read(ref _numbers[slot]) == _read)
            {
                MemoryMarshal.AsBytes(_samples.AsSpan(slot * ChunkSamples, ChunkSamples)).CopyTo(chunk);
                item = _items[slot];
                Interlocked.MemoryBarrier();
                if (Volatile.Read(ref _numbers[slot]) == _read)
                {
                    _read++;
                    return true;
                }
            }

            Skip(_read + 1);
        }
    }

    private void Skip(long to)
    {
        Interlocked.Add(ref _dropped, to - _read);
        _read = to;
    }

    private void WriteHeld()
    {
        if (_heldActivity is { } activity)
        {
            var starts = activity.Kind is LaneKind.ActivityStart;
            if (starts == _activityWritten || TryWriteMark(activity))
            {
                _activityWritten = starts;
                _heldActivity = null;
            }
        }

        if (_heldStreamEnd is { } streamEnd && TryWriteMark(streamEnd))
        {
            _heldStreamEnd = null;
        }

        if (_heldRecordingEnd is { } recordingEnd && TryWriteMark(recordingEnd))
        {
            _heldRecordingEnd = null;
        }
    }

    private bool TryWriteMark(in LaneItem mark)
    {
        if (_marksWritten - Volatile.Read(ref _marksRead) >= Marks)
        {
            return false;
        }

        _marks[_marksWritten % Marks] = mark;
        _markAt[_marksWritten % Marks] = _written;
        Volatile.Write(ref _marksWritten, _marksWritten + 1);
        return true;
    }
}
