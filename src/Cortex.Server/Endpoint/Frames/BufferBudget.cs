namespace Cortex.Server.Endpoint;

/// <summary>Bytes all connections together may hold for messages that are still arriving. Any thread.</summary>
internal sealed class BufferBudget(long maxBytes)
{
    private long _taken;

    public long Taken => Interlocked.Read(ref _taken);

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= maxBytes)
        {
            return true;
        }

        Interlocked.Add(ref _taken, -bytes);
        return false;
    }

    public void Return(int bytes) => Interlocked.Add(ref _taken, -bytes);
}
