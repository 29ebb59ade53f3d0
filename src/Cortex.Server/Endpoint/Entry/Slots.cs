namespace Cortex.Server.Endpoint;

/// <summary>So many at a time, and no waiting. Any thread.</summary>
internal sealed class Slots(int count)
{
    private int _taken;

    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= count)
        {
            return true;
        }

        Interlocked.Decrement(ref _taken);
        return false;
    }

    public void Return() => Interlocked.Decrement(ref _taken);
}
