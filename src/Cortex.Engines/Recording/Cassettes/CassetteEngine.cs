using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Recording.Cassettes;

/// <summary>
/// Plays a recording's engine again, in time: its events come as far apart as they were recorded. Where the recorded client made a
/// move before an event (a mark, a typed question, a tool's answer), the event waits for the same move now, so that a client that is
/// quicker or slower than the recorded one still gets a conversation that makes sense.
/// </summary>
/// <param name="cassette">The recording.</param>
/// <param name="time">The clock it plays to.</param>
public sealed class CassetteEngine(Cassette cassette, TimeProvider time) : ILiveEngine
{
    /// <summary>How long a move is waited for before the cassette goes on without it.</summary>
    public static TimeSpan MoveLimit { get; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public string Name => cassette.Header.Engine;

    /// <inheritdoc />
    /// <remarks>The setup is not compared with the recorded one; a history changes nothing.</remarks>
    public ILiveConversation Open(Setup setup, ConversationHistory history) => new CassetteConversation(cassette, time);
}
