namespace Cortex.Server.Faults;

/// <summary>
/// When a fault happens: at the first occasion on which everything that is set holds, once a connection (or HTTP request), or once
/// for each turn or period where that is asked for.
/// </summary>
public sealed record FaultWhen
{
    internal static FaultWhen Always { get; } = new();

    /// <summary>Only on this connection; the server's first is 1, and refused ones count.</summary>
    public int? Connection { get; init; }

    /// <summary>Only on every so-manieth connection.</summary>
    public int? EveryConnection { get; init; }

    /// <summary>From so long after the connection's upgrade.</summary>
    public int? AfterMs { get; init; }

    /// <summary>Again and again after so long.</summary>
    public int? EveryMs { get; init; }

    /// <summary>From the client's so-manieth message on this connection; the setup is 1.</summary>
    public int? ClientMessage { get; init; }

    /// <summary>Before the server's so-manieth message on this connection; <c>setupComplete</c> is 1.</summary>
    public int? ServerMessage { get; init; }

    /// <summary>Before the so-manieth message with sound of a turn.</summary>
    public int? Sound { get; init; }

    /// <summary>Only in this turn of the connection; the first is 1.</summary>
    public int? Turn { get; init; }

    /// <summary>In every so-manieth turn of the connection, once in each.</summary>
    public int? EveryTurn { get; init; }

    /// <summary>Only on this HTTP request; the server's first is 1.</summary>
    public int? Request { get; init; }

    /// <summary>Only on every so-manieth HTTP request.</summary>
    public int? EveryRequest { get; init; }

    /// <summary>Only on HTTP requests whose path contains this.</summary>
    public string? Path { get; init; }

    /// <summary>With this chance, from 0 to 1; thrown once an occasion, from the plan's seed.</summary>
    public double? Probability { get; init; }

    /// <summary>At most so often, over all connections and requests.</summary>
    public int? Times { get; init; }
}
