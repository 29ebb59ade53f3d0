using Cortex.Live.Protocol;

namespace Cortex.Live;

/// <summary>One conversation, in the protocol's own messages.</summary>
/// <remarks>
/// The stream of events is well-formed: order is kept; <see cref="SetupComplete"/> appears at most once; what dies is closed for
/// the reader (interrupted, tool cancellation, turn complete); <see cref="Closed"/> is last, always, and once.
/// Activity marks (<see cref="RealtimeInput.ActivityStart"/>, <see cref="RealtimeInput.ActivityEnd"/>) are sent in both turn
/// modes; whoever owns the wire keeps them back when the server detects activity.
/// </remarks>
public interface ILiveConversation : IAsyncDisposable
{
    /// <summary>
    /// Accepts a message; completes when it is accepted, not when it is sent. Any number of callers. Audio and pictures never
    /// wait: when their lane is full the oldest goes and is counted. Text and tool answers wait for room.
    /// After the end the message is dropped and counted. A <see cref="Setup"/> means: from now on; who changes a connection for it does so
    /// at the next quiet moment, and keeps the model and who marks the turns.
    /// </summary>
    /// <param name="message">Borrowed, with its media, until the returned task completes.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default);

    /// <summary>
    /// The events, for one reader. An event's message and media are borrowed until the next event is asked for.
    /// Ending the enumeration does not close the conversation.
    /// </summary>
    /// <exception cref="InvalidOperationException">A second reader.</exception>
    IAsyncEnumerable<LiveEvent> ReceiveAsync(CancellationToken cancellationToken = default);

    /// <summary>What was counted so far; a snapshot, safe to take at any time, also after the end.</summary>
    ConversationStats Stats { get; }
}
