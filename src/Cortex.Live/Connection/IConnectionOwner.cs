using Cortex.Live.Protocol;

namespace Cortex.Live.Connection;

/// <summary>Who a connection reports to. Called by the connection's reader and writer; must not wait.</summary>
internal interface IConnectionOwner
{
    /// <summary>A message arrived.</summary>
    /// <param name="from">The connection.</param>
    /// <param name="message">The message, a view of <paramref name="bytes"/>.</param>
    /// <param name="bytes">Now the owner's, to be given back to the pool.</param>
    /// <param name="timestamp">When its last byte came.</param>
    void Received(LiveConnection from, ServerMessage message, InboundMessage bytes, long timestamp);

    /// <summary>Whoever waits for what was received is to look at it now. Follows one or several of <see cref="Received"/>.</summary>
    /// <param name="from">The connection.</param>
    /// <param name="here">The reader has gone on without this thread, which may be kept as long as it takes; else not at all.</param>
    void Deliver(LiveConnection from, bool here)
    {
    }

    /// <summary>A message could not be read and was skipped.</summary>
    void Unreadable(LiveConnection from, ProtocolException fault);

    /// <summary>The connection is over. Called once, after everything that was received.</summary>
    void Ended(LiveConnection from, CloseReason reason);
}
