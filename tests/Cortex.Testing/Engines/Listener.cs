using Cortex.Live;

namespace Cortex.Testing;

/// <summary>
/// Reads a conversation to its end in the background and keeps copies of everything, so that a test can wait for an event and look
/// at those before it. Wrap the engine in <see cref="WellFormed"/> first.
/// </summary>
public sealed class Listener : IAsyncDisposable
{
    private readonly ILiveConversation _conversation;
    private readonly List<LiveEvent> _events = [];
    private readonly Task _reading;

    /// <summary>Starts to read.</summary>
    public Listener(ILiveConversation conversation)
    {
        _conversation = conversation;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The events so far; media are raw and stay valid.</summary>
    public IReadOnlyList<LiveEvent> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>How many events so far.</summary>
    public int Count
    {
        get
        {
            lock (_events)
            {
                return _events.Count;
            }
        }
    }

    /// <summary>The notices of one kind so far.</summary>
    public IReadOnlyList<T> Notices<T>()
        where T : Notice => [.. Events.Select(static item => item.Notice).OfType<T>()];

    /// <summary>The messages of one kind so far.</summary>
    public IReadOnlyList<T> Messages<T>()
        where T : Live.Protocol.ServerMessage => [.. Events.Select(static item => item.Message).OfType<T>()];

    /// <summary>Waits for the first event, old or new, that is meant.</summary>
    public async Task<LiveEvent> Until(Func<LiveEvent, bool> meant, string what)
    {
        await Patience.Until(() => _reading.IsFaulted || Events.Any(meant), what);
        if (_reading.IsFaulted)
        {
            await _reading;
        }

        return Events.First(meant);
    }

    /// <summary>Waits for the end of the conversation and returns its reason.</summary>
    public async Task<CloseReason> UntilClosed()
    {
        await _reading.Within("the end of the conversation");
        return Assert.IsType<Closed>(Events[^1].Notice).Reason;
    }

    /// <summary>Disposes the conversation, reads what is left, and fails where reading failed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _conversation.DisposeAsync().Within("the conversation to be disposed");
        await _reading.Within("the end of the stream after the conversation was disposed");
    }

    private async Task ReadAsync()
    {
        await foreach (var item in _conversation.ReceiveAsync(CancellationToken.None))
        {
            var kept = item.Message is { } message ? new LiveEvent(Lending.Keep(message), item.Timestamp, item.Turn) : item;
            lock (_events)
            {
                _events.Add(kept);
            }
        }
    }
}
