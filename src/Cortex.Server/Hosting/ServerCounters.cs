namespace Cortex.Server.Hosting;

/// <summary>What the server counts, from its start. Any thread.</summary>
internal sealed class ServerCounters
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, long> _closes = [];
    private long _connections;
    private long _refusedUpgrades;
    private long _openConnections;
    private long _conversations;
    private long _openConversations;
    private long _resumptions;
    private long _messagesIn;
    private long _bytesIn;
    private long _messagesOut;
    private long _bytesOut;
    private long _requests;

    public void Connected()
    {
        Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _openConnections);
    }

    public void Disconnected(int code)
    {
        Interlocked.Decrement(ref _openConnections);
        lock (_lock)
        {
            _closes[code] = _closes.GetValueOrDefault(code) + 1;
        }
    }

    public void RefusedUpgrade() => Interlocked.Increment(ref _refusedUpgrades);

    public void Opened(bool isResumption)
    {
        Interlocked.Increment(ref _conversations);
        Interlocked.Increment(ref _openConversations);
        if (isResumption)
        {
            Interlocked.Increment(ref _resumptions);
        }
    }

    public void Ended() => Interlocked.Decrement(ref _openConversations);

    public void Received(int bytes)
    {
        Interlocked.Increment(ref _messagesIn);
        Interlocked.Add(ref _bytesIn, bytes);
    }

    public void Sent(int bytes)
    {
        Interlocked.Increment(ref _messagesOut);
        Interlocked.Add(ref _bytesOut, bytes);
    }

    public void Requested() => Interlocked.Increment(ref _requests);

    public ServerCounts Snapshot()
    {
        lock (_lock)
        {
            return new ServerCounts
            {
                Connections = Interlocked.Read(ref _connections),
                OpenConnections = Interlocked.Read(ref _openConnections),
                RefusedUpgrades = Interlocked.Read(ref _refusedUpgrades),
                Conversations = Interlocked.Read(ref _conversations),
                OpenConversations = Interlocked.Read(ref _openConversations),
                Resumptions = Interlocked.Read(ref _resumptions),
                MessagesIn = Interlocked.Read(ref _messagesIn),
                BytesIn = Interlocked.Read(ref _bytesIn),
                MessagesOut = Interlocked.Read(ref _messagesOut),
                BytesOut = Interlocked.Read(ref _bytesOut),
                Requests = Interlocked.Read(ref _requests),
                Closes = new SortedDictionary<int, long>(_closes),
            };
        }
    }
}
