using Cortex.Live.Protocol;

namespace Cortex.Live;

/// <summary>Something that can hold conversations in Live messages: Gemini, a brain behind the turn engine, a ladder of both.</summary>
public interface ILiveEngine
{
    /// <summary>A short name for people and logs, for example <c>live</c> or <c>offline</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Opens a conversation. Does no I/O and never fails for the network: the conversation is born connecting, accepts the
    /// microphone meanwhile, and reports everything else as events.
    /// </summary>
    /// <param name="setup">How the model shall behave; the engine leaves out what its model does not accept.</param>
    /// <param name="history">What was said before, empty for a new conversation.</param>
    /// <exception cref="ArgumentException">The setup is contradictory in itself.</exception>
    ILiveConversation Open(Setup setup, ConversationHistory history);
}
