using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.App.Bench;

/// <summary>
/// Conversations, by weak reference: one that is over and still there after a full collection is held by a task, a timer or a socket
/// that did not end. Thread-safe.
/// </summary>
internal sealed class LeftBehind
{
    private readonly Lock _lock = new();
    private readonly List<WeakReference> _all = [];

    /// <summary>How many there were.</summary>
    public int Opened
    {
        get
        {
            lock (_lock)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>How many of them are still there.</summary>
    public int Held
    {
        get
        {
            lock (_lock)
            {
                return _all.Count(static one => one.IsAlive);
            }
        }
    }

    /// <summary>An engine whose conversations are remembered.</summary>
    public ILiveEngine Around(ILiveEngine engine) => new Door(engine, this);

    private ILiveConversation Remember(ILiveConversation conversation)
    {
        lock (_lock)
        {
            _all.Add(new WeakReference(conversation));
            return conversation;
        }
    }

    private sealed class Door(ILiveEngine inner, LeftBehind all) : ILiveEngine
    {
        public string Name => inner.Name;

        public ILiveConversation Open(Setup setup, ConversationHistory history) => all.Remember(inner.Open(setup, history));
    }
}
