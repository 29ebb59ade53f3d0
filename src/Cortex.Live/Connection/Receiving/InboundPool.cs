namespace Cortex.Live.Connection;

/// <summary>Messages to receive into, used again and again. Thread-safe.</summary>
internal sealed class InboundPool
{
    private const int MostSpares = 32;

    private readonly Lock _lock = new();
    private readonly Stack<InboundMessage> _spares = new(MostSpares);

    /// <summary>How many are with somebody now. For tests.</summary>
    internal int Lent { get; private set; }

    public InboundMessage Rent()
    {
        lock (_lock)
        {
            Lent++;
            return _spares.TryPop(out var spare) ? spare : new InboundMessage();
        }
    }

    public void Return(InboundMessage message)
    {
        message.Clear();
        lock (_lock)
        {
            Lent--;
            if (_spares.Count < MostSpares)
            {
                _spares.Push(message);
            }
        }
    }
}
