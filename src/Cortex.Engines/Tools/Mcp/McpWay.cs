using ModelContextProtocol.Client;

namespace Cortex.Engines.Tools;

/// <summary>
/// The way to a server, from its start to its end. What comes along it is bounded: by the message, and by how many a second. A server
/// that breaks a bound is ended, and told why.
/// </summary>
internal abstract class McpWay(TimeProvider time, Action onBroken) : IAsyncDisposable
{
    /// <summary>The longest message of a server.</summary>
    public const int MostMessage = 4 * 1024 * 1024;

    private string? _fault;

    /// <summary>For the client.</summary>
    public abstract IClientTransport Transport { get; }

    /// <summary>The client may wait for the end of the way, so that comes first.</summary>
    public abstract bool EndsFirst { get; }

    /// <summary>What the server did that is not borne; null: nothing.</summary>
    protected string? Fault => Volatile.Read(ref _fault);

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>Ends it, within a second or two.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Why it ended, as far as the way itself knows; null: it does not.</summary>
    public virtual ValueTask<string?> WhyAsync() => new(Fault);

    /// <summary>The server did what is not borne; the first reason counts.</summary>
    protected void Break(string why)
    {
        if (Interlocked.CompareExchange(ref _fault, why, null) is null)
        {
            onBroken();
        }
    }

    /// <summary>A stream of the server's messages, bounded.</summary>
    protected BoundedStream Bound(Stream messages, MessageEnd end) =>
        new(messages, end, MostMessage, new Pace(perSecond: 500, atOnce: 1000, time), time, () => Break($"it sent a message of more than {MostMessage / (1024 * 1024)} MB, so it was ended"));
}
