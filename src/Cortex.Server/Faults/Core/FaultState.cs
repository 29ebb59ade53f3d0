using System.Collections.Immutable;

namespace Cortex.Server.Faults;

/// <summary>What a connection (or a request) has seen so far, as far as faults ask for it.</summary>
internal sealed record FaultState
{
    /// <summary>Its number on this server, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The occasion on which each fault of the plan happened last, or was decided against; 0: not yet.</summary>
    public required ImmutableArray<long> Done { get; init; }

    /// <summary><c>setupComplete</c> is out.</summary>
    public bool IsSetUp { get; init; }

    /// <summary>Messages of the client.</summary>
    public int ClientMessages { get; init; }

    /// <summary>Messages of the server, the one that is about to go out included.</summary>
    public int ServerMessages { get; init; }

    /// <summary>The turn of this connection; 0 before the first.</summary>
    public int Turn { get; init; }

    /// <summary>Turns that the session had on earlier connections.</summary>
    public int TurnsBefore { get; init; }

    /// <summary>Messages with sound in this turn, the one that is about to go out included.</summary>
    public int Sounds { get; init; }

    public static FaultState Begin(FaultPlan plan, long number) => new() { Number = number, Done = [.. new long[plan.Faults.Count]] };
}
