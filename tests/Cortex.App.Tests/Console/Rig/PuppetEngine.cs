using System.Collections.Concurrent;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.App.Tests.WebConsole;

/// <summary>An engine that says what the test tells it to, and notes what it hears.</summary>
internal sealed class PuppetEngine : ILiveEngine
{
    readonly ConcurrentQueue<PuppetConversation> _conversations = new();

    public string Name => "puppet";

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<PuppetConversation> Conversations => [.. _conversations];

    public PuppetConversation Newest => _conversations.Last();

    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        var conversation = new PuppetConversation(setup, history);
        _conversations.Enqueue(conversation);
        return conversation;
    }
}
