using Cortex.Live;
using Cortex.Server.Rules;

namespace Cortex.Server.Endpoint;

/// <summary>How a connection ends.</summary>
/// <param name="Side">Who ended it.</param>
/// <param name="Words">Code and text of the close frame; null where the peer said goodbye or is gone.</param>
internal sealed record Ending(CloseSide Side, Refusal? Words)
{
    /// <summary>The client sent a close frame.</summary>
    public static Ending ByClient { get; } = new(CloseSide.Client, null);

    /// <summary>The client vanished, or would not read.</summary>
    public static Ending Broken { get; } = new(CloseSide.Network, null);

    /// <summary>The server closes.</summary>
    public static Ending Of(Refusal words) => new(CloseSide.Server, words);

    /// <summary>The engine's conversation ended; its code where a server may send it, else 1011.</summary>
    public static Ending Of(CloseReason reason) => Of(new Refusal(reason.Code is 1000 or 1001 or 1007 or 1008 or 1011 ? reason.Code : 1011, reason.Text));
}
