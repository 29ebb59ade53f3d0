using Cortex.Live.Protocol;

namespace Cortex.Live;

/// <summary>One event of a conversation: a message of the protocol or a notice of our own, stamped on arrival.</summary>
public readonly struct LiveEvent
{
    /// <summary>A message of the protocol.</summary>
    /// <param name="message">The message, borrowed until the next event is asked for.</param>
    /// <param name="timestamp">Arrival, in the conversation's <see cref="TimeProvider"/> timestamps.</param>
    /// <param name="turn">The wearer's turn it belongs to, from 1; 0 before the first.</param>
    public LiveEvent(ServerMessage message, long timestamp, int turn)
    {
        Message = message;
        Timestamp = timestamp;
        Turn = turn;
    }

    /// <summary>A notice, which never goes on the wire.</summary>
    /// <param name="notice">The notice; yours to keep.</param>
    /// <param name="timestamp">When, in the conversation's <see cref="TimeProvider"/> timestamps.</param>
    /// <param name="turn">The wearer's turn it belongs to, from 1; 0 before the first.</param>
    public LiveEvent(Notice notice, long timestamp, int turn)
    {
        Notice = notice;
        Timestamp = timestamp;
        Turn = turn;
    }

    /// <summary>The message, or null for a notice.</summary>
    public ServerMessage? Message { get; }

    /// <summary>The notice, or null for a message.</summary>
    public Notice? Notice { get; }

    /// <summary>Arrival, in <see cref="TimeProvider.GetTimestamp"/> units.</summary>
    public long Timestamp { get; }

    /// <summary>The wearer's turn, from 1; 0 before the first.</summary>
    public int Turn { get; }
}
