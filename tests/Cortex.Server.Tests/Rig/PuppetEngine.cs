using System.Collections.Concurrent;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Server.Tests.Rig;

/// <summary>An engine that says what the test tells it to, and notes what it hears.</summary>
internal sealed class PuppetEngine : ILiveEngine
{
    private readonly ConcurrentQueue<PuppetConversation> _conversations = new();

    public string Name => "puppet";

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<PuppetConversation> Conversations => [.. _conversations];

    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        var conversation = new PuppetConversation(setup, history);
        _conversations.Enqueue(conversation);
        return conversation;
    }
}
