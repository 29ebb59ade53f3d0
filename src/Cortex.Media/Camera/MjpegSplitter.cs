using System.Buffers.Binary;

namespace Cortex.Media.Camera;

/// <summary>
/// Cuts a stream of JPEGs, one after the other, into pictures, however the stream was cut before. It walks the markers of each picture
/// instead of looking for its end, so thumbnails inside do not mislead it; what is damaged is dropped and counted, and it goes on
/// with the next start that can be found, inside the damaged bytes too. Holds at most one picture. Not thread-safe.
/// </summary>
/// <param name="largest">Bytes of a picture at most; a longer one counts as damaged.</param>
sealed class MjpegSplitter(int largest = 8 << 20)
{
    byte[] _bytes = new byte[64 << 10];
    int _start;
    int _count;
    int _position;
    Where _where;
    bool _isOver;

    Span<byte> Held => _bytes.AsSpan(_start, _count);

    enum Where
    {
        Outside,
        Marker,
        Scan,
    }

    /// <summary>Pictures that were dropped because they were damaged, cut short or too large.</summary>
    public int Damaged { get; private set; }

    /// <summary>
    /// Where the next bytes of the stream go, so that nothing lies between the pipe and here; then say with <see cref="Advance"/> how
    /// many there are.
    /// </summary>
    /// <param name="least">Bytes; there may be room for more.</param>
    public Memory<byte> Room(int least = 32 << 10)
    {
        if (_bytes.Length - _start - _count < least)
        {
            var larger = _count + least > _bytes.Length / 2 ? new byte[2 * (_count + least)] : _bytes;
            Held.CopyTo(larger);
            (_bytes, _start) = (larger, 0);
        }

        return _bytes.AsMemory(_start + _count);
    }

    /// <summary>So many bytes were put into <see cref="Room"/>; call <see cref="TryRead"/> until it has no more.</summary>
    public void Advance(int bytes) => _count += bytes;

    /// <summary>The next whole picture, in memory of its own.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> jpeg)
    {
        var found = TryFind(out var picture);
        jpeg = picture.ToArray();
        return found;
    }

    /// <summary>The next whole picture, where it lies; it is there until <see cref="Room"/> is asked for.</summary>
    public bool TryFind(out ReadOnlyMemory<byte> jpeg)
    {
        while (true)
        {
            switch (Step())
            {
                case Outcome.Picture:
                    jpeg = _bytes.AsMemory(_start, _position);
                    Drop(_position);
                    return true;
                case Outcome.Damage:
                    Damaged++;
                    // The next picture may have begun inside: only this one's start is given up.
                    Drop(2);
                    break;
                case Outcome.NeedsMore when _isOver && _where is not Where.Outside:
                    goto case Outcome.Damage;
                case Outcome.NeedsMore:
                    jpeg = default;
                    return false;
                default:
                    break;
            }
        }
    }

    /// <summary>The stream is over: a picture that is not whole counts as damaged. Call <see cref="TryRead"/> for those inside it.</summary>
    public void Complete() => _isOver = true;

    enum Outcome
    {
        Onward,
        NeedsMore,
        Picture,
        Damage,
    }

    Outcome Step() => _position > largest ? Outcome.Damage : _where switch
    {
        Where.Outside => FindStart(),
        Where.Marker => PassMarker(),
        _ => PassScan(),
    };

    Outcome FindStart()
    {
        var start = Held.IndexOf<byte>([0xFF, 0xD8, 0xFF]);
        Drop(start >= 0 ? start : Math.Max(0, _count - 2));
        if (start < 0)
            return Outcome.NeedsMore;
        (_position, _where) = (2, Where.Marker);
        return Outcome.Onward;
    }

    Outcome PassMarker()
    {
        if (_count - _position < 2)
            return Outcome.NeedsMore;
        if (Held[_position] != 0xFF)
            return Outcome.Damage;
        var marker = Held[_position + 1];
        switch (marker)
        {
            case 0xFF:
                _position++;
                return Outcome.Onward;
            case 0xD9:
                _position += 2;
                return Outcome.Picture;
            // No other marker without a length, and no second start, belongs between segments.
            case 0x00 or 0x01 or (>= 0xD0 and <= 0xD8):
                return Outcome.Damage;
            default:
                return PassSegment(marker);
        }
    }

    Outcome PassSegment(byte marker)
    {
        if (_count - _position < 4)
            return Outcome.NeedsMore;
        var length = BinaryPrimitives.ReadUInt16BigEndian(Held[(_position + 2)..]);
        if (length < 2 || _position + 2 + length > largest)
            return Outcome.Damage;
        if (_count - _position < 2 + length)
            return Outcome.NeedsMore;
        _position += 2 + length;
        _where = marker == 0xDA ? Where.Scan : Where.Marker;
        return Outcome.Onward;
    }

    /// <summary>Compressed data: FF is followed by 00 or by a restart marker; anything else ends it.</summary>
    Outcome PassScan()
    {
        var escape = Held[_position..].IndexOf((byte)0xFF);
        _position = escape < 0 ? _count : _position + escape;
        if (_count - _position < 2)
            return _position > largest ? Outcome.Damage : Outcome.NeedsMore;
        if (Held[_position + 1] is 0x00 or (>= 0xD0 and <= 0xD7))
            _position += 2;
        else
            _where = Where.Marker;
        return Outcome.Onward;
    }

    void Drop(int count)
    {
        _start += count;
        _count -= count;
        (_position, _where) = (0, Where.Outside);
    }
}
