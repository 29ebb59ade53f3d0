namespace Cortex.Server.Faults;

/// <summary>
/// Takes the pings out of a client's byte stream, so that the WebSocket above does not answer them (RFC 6455, 5.2). Frames may be
/// split anywhere. One reader.
/// </summary>
/// <param name="ping">Gets the payload of each ping that was taken out.</param>
internal sealed class PingSieve(Action<byte[]> ping)
{
    private const byte PingOpcode = 0x9;

    private readonly byte[] _header = new byte[14];
    private int _have;
    private int _need = 2;
    private long _left;
    private List<byte>? _ping;

    /// <summary>Sifts bytes in place; what stays is moved to the front.</summary>
    /// <returns>How many stay.</returns>
    public int Sift(Span<byte> bytes)
    {
        var kept = 0;
        foreach (var value in bytes)
        {
            var isPing = _have == 0 && _left == 0 ? (value & 0x0F) == PingOpcode : _ping is not null;
            _ping = isPing ? _ping ?? [] : null;
            Take(value);
            if (!isPing)
            {
                bytes[kept++] = value;
            }
        }

        return kept;
    }

    private void Take(byte value)
    {
        if (_left > 0)
        {
            _ping?.Add((byte)(value ^ _header[_need - 4 + (_ping.Count & 3)]));
            if (--_left == 0)
            {
                EndFrame();
            }

            return;
        }

        _header[_have++] = value;
        if (_have == 2)
        {
            _need = 2 + ((value & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 }) + ((value & 0x80) != 0 ? 4 : 0);
        }

        if (_have >= 2 && _have == _need)
        {
            _left = Length();
            if (_left == 0)
            {
                EndFrame();
            }
        }
    }

    private long Length()
    {
        var length = (long)(_header[1] & 0x7F);
        if (length < 126)
        {
            return length;
        }

        var bytes = length == 126 ? 2 : 8;
        length = 0;
        for (var i = 0; i < bytes; i++)
        {
            length = (length << 8) | _header[2 + i];
        }

        return length;
    }

    private void EndFrame()
    {
        (_have, _need) = (0, 2);
        if (_ping is { } payload)
        {
            _ping = null;
            ping([.. payload]);
        }
    }
}
