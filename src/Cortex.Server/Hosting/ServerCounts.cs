namespace Cortex.Server.Hosting;

/// <summary>What a server counted since its start; a snapshot.</summary>
public sealed record ServerCounts
{
    /// <summary>Sockets that were accepted.</summary>
    public long Connections { get; init; }

    /// <summary>Sockets that are open.</summary>
    public long OpenConnections { get; init; }

    /// <summary>Upgrades refused for an origin or for want of room.</summary>
    public long RefusedUpgrades { get; init; }

    /// <summary>Setups that were accepted.</summary>
    public long Conversations { get; init; }

    /// <summary>Conversations that are open.</summary>
    public long OpenConversations { get; init; }

    /// <summary>Of all conversations, those taken up by a handle.</summary>
    public long Resumptions { get; init; }

    /// <summary>Messages from clients.</summary>
    public long MessagesIn { get; init; }

    /// <summary>Their bytes.</summary>
    public long BytesIn { get; init; }

    /// <summary>Messages to clients.</summary>
    public long MessagesOut { get; init; }

    /// <summary>Their bytes.</summary>
    public long BytesOut { get; init; }

    /// <summary>HTTP requests.</summary>
    public long Requests { get; init; }

    /// <summary>How many sockets ended with which close code; 1006 where nobody said goodbye.</summary>
    public IReadOnlyDictionary<int, long> Closes { get; init; } = new Dictionary<int, long>();

    /// <summary>How many faults of the plan happened, by their names in its file.</summary>
    public IReadOnlyDictionary<string, long> Faults { get; init; } = new Dictionary<string, long>();
}
