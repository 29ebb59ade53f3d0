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
    int _count;
    int _position;
    Where _where;

    enum Where
    {
        Outside,
        Marker,
        Scan,
    }

    /// <summary>Pictures that were dropped because they were damaged, cut short or too large.</summary>
    public int Damaged { get; private set; }

    /// <summary>Takes the next bytes of the stream; then call <see cref="TryRead"/> until it has no more.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _count < bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>The next whole picture, in memory of its own.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> jpeg)
    {
        while (true)
        {
            switch (Step())
            {
                case Outcome.Picture:
                    jpeg = _bytes.AsSpan(0, _position).ToArray();
                    Drop(_position);
                    return true;
                case Outcome.Damage:
                    Damaged++;
                    // The next picture may have begun inside: only this one's start is given up.
                    Drop(2);
                    break;
                case Outcome.NeedsMore:
                    jpeg = default;
                    return false;
                default:
                    break;
            }
        }
    }

    /// <summary>The stream is over: what is left of a picture counts as damaged.</summary>
    public void Complete()
    {
        if (_where is not Where.Outside)
            Damaged++;
        Drop(_count);
    }

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
        var start = _bytes.AsSpan(0, _count).IndexOf<byte>([0xFF, 0xD8, 0xFF]);
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
        if (_bytes[_position] != 0xFF)
            return Outcome.Damage;
        var marker = _bytes[_position + 1];
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
        var length = BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(_position + 2));
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
        var escape = _bytes.AsSpan(_position, _count - _position).IndexOf((byte)0xFF);
        _position = escape < 0 ? _count : _position + escape;
        if (_count - _position < 2)
            return _position > largest ? Outcome.Damage : Outcome.NeedsMore;
        if (_bytes[_position + 1] is 0x00 or (>= 0xD0 and <= 0xD7))
            _position += 2;
        else
            _where = Where.Marker;
        return Outcome.Onward;
    }

    void Drop(int count)
    {
        _bytes.AsSpan(count, _count - count).CopyTo(_bytes);
        _count -= count;
        (_position, _where) = (0, Where.Outside);
    }
}
