namespace Cortex.Media.Echo;

/// <summary>
/// "The sample at this position is heard at this time", handed from one writing to one reading thread without a lock: a counter that is
/// odd while the writer is at it tells the reader to look again.
/// </summary>
internal sealed class FarAnchor
{
    private const int Tries = 16;
    private int _version;
    private double _position;
    private long _timestamp;

    public void Write(double position, long timestamp)
    {
        var version = _version;
        Volatile.Write(ref _version, version + 1);
        Interlocked.MemoryBarrier();
        Volatile.Write(ref _position, position);
        Volatile.Write(ref _timestamp, timestamp);
        Volatile.Write(ref _version, version + 2);
    }

    /// <returns>False if there is none yet, or the writer was at it all the time; the one before still holds.</returns>
    public bool TryRead(out double position, out long timestamp)
    {
        for (var i = 0; i < Tries; i++)
        {
            var version = Volatile.Read(ref _version);
            (position, timestamp) = (Volatile.Read(ref _position), Volatile.Read(ref _timestamp));
            Interlocked.MemoryBarrier();
            if (version != 0 && version % 2 == 0 && version == Volatile.Read(ref _version))
            {
                return true;
            }
        }

        (position, timestamp) = (0, 0);
        return false;
    }
}
