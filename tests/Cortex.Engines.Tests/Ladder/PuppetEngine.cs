using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>An engine whose conversations say what the test lets them say.</summary>
internal sealed class PuppetEngine(string name, TimeProvider time) : ILiveEngine
{
    private readonly List<PuppetConversation> _opened = [];

    public string Name => name;

    /// <summary>What each conversation does as soon as it is opened.</summary>
    public Action<PuppetConversation> OnOpen { get; set; } = static conversation => conversation.Ready();

    /// <summary>What each conversation does with a whole question.</summary>
    public Action<PuppetConversation> OnQuestion { get; set; } = static _ => { };

    /// <summary>What each conversation does when the wearer's sound pauses.</summary>
    public Action<PuppetConversation> OnPause { get; set; } = static _ => { };

    public IReadOnlyList<PuppetConversation> Opened
    {
        get
        {
            lock (_opened)
            {
                return [.. _opened];
            }
        }
    }

    /// <summary>The newest conversation.</summary>
    public PuppetConversation Now => Opened[^1];

    public int Alive => Opened.Count(static conversation => !conversation.IsOver);

    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        var conversation = new PuppetConversation(setup, history, time, it => OnQuestion(it), it => OnPause(it));
        lock (_opened)
        {
            _opened.Add(conversation);
        }

        OnOpen(conversation);
        return conversation;
    }
}
