namespace Cortex.Live.Connection;

/// <summary>
/// Sound and marks in one order. Holds a bounded length of sound: when it is full the oldest sound goes, marks never.
/// Not thread-safe.
/// </summary>
/// <param name="limit">The length of sound it holds.</param>
internal sealed class MicrophoneLane(TimeSpan limit)
{
    // A chunk without a length still costs: so many at most, whatever their mime type says.
    private const int MostChunks = 3000;

    private OutboundMessage[] _ring = new OutboundMessage[256];
    private int _head;
    private int _count;
    private int _chunks;

    public int Count => _count;

    /// <summary>Length of the sound it holds.</summary>
    public TimeSpan Held { get; private set; }

    public void Add(OutboundMessage message)
    {
        if (_count == _ring.Length)
        {
            Grow();
        }

        _ring[(_head + _count++) % _ring.Length] = message;
        Account(message, 1);
    }

    /// <summary>Puts back what was taken and could not be sent.</summary>
    public void AddFirst(OutboundMessage message)
    {
        if (_count == _ring.Length)
        {
            Grow();
        }

        _head = (_head + _ring.Length - 1) % _ring.Length;
        _ring[_head] = message;
        _count++;
        Account(message, 1);
    }

    public bool TryTake(out OutboundMessage message)
    {
        message = null!;
        if (_count == 0)
        {
            return false;
        }

        message = _ring[_head];
        _ring[_head] = null!;
        _head = (_head + 1) % _ring.Length;
        _count--;
        Account(message, -1);
        return true;
    }

    /// <summary>Takes out the oldest sound where the lane holds too much; the newest chunk always stays.</summary>
    public bool TryDropOldest(out OutboundMessage dropped)
    {
        dropped = null!;
        return (Held > limit || _chunks > MostChunks) && _chunks > 1 && TryRemoveOldest(out dropped);
    }

    /// <summary>Takes out the oldest sound; marks stay.</summary>
    public bool TryRemoveOldest(out OutboundMessage dropped)
    {
        dropped = null!;
        if (_chunks == 0)
        {
            return false;
        }

        var marks = 0;
        while (_ring[(_head + marks) % _ring.Length].Kind is not OutboundKind.Audio)
        {
            marks++;
        }

        dropped = _ring[(_head + marks) % _ring.Length];
        for (; marks > 0; marks--)
        {
            _ring[(_head + marks) % _ring.Length] = _ring[(_head + marks - 1) % _ring.Length];
        }

        _ring[_head] = null!;
        _head = (_head + 1) % _ring.Length;
        _count--;
        Account(dropped, -1);
        return true;
    }

    private void Account(OutboundMessage message, int sign)
    {
        if (message.Kind is OutboundKind.Audio)
        {
            Held += sign * message.Sound;
            _chunks += sign;
        }
    }

    private void Grow()
    {
        var larger = new OutboundMessage[_ring.Length * 2];
        for (var i = 0; i < _count; i++)
        {
            larger[i] = _ring[(_head + i) % _ring.Length];
        }

        (_ring, _head) = (larger, 0);
    }
}
