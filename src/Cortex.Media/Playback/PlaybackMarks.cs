namespace Cortex.Media.Playback;

/// <summary>
/// Marks between the thread that writes and the device's thread, in order, bounded, without locks. A mark is published before the
/// samples behind it and after those before it: who counts samples first and looks for marks second never plays past one.
/// </summary>
internal sealed class PlaybackMarks
{
    private readonly PlaybackMark[] _marks = new PlaybackMark[64];
    private long _written;
    private long _read;

    public int Free => _marks.Length - (int)(_written - Volatile.Read(ref _read));

    public bool TryAdd(PlaybackMark mark)
    {
        if (Free == 0)
        {
            return false;
        }

        _marks[_written % _marks.Length] = mark;
        Volatile.Write(ref _written, _written + 1);
        return true;
    }

    public bool TryPeek(out PlaybackMark mark)
    {
        var any = Volatile.Read(ref _written) > _read;
        mark = any ? _marks[_read % _marks.Length] : default;
        return any;
    }

    public void Take()
    {
        _marks[_read % _marks.Length] = default;
        Volatile.Write(ref _read, _read + 1);
    }
}
