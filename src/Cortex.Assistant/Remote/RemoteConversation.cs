using System.Runtime.CompilerServices;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Remote;

/// <summary>
/// A conversation whose devices are elsewhere, such as in a browser: it passes everything on, and tells its observers what a pump
/// tells them of its own devices. Of what was heard it knows what the device says; of one that says nothing, that it plays as the
/// sound comes.
/// </summary>
public sealed class RemoteConversation : ILiveConversation
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Flow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);
    private readonly ILiveConversation _inner;
    private readonly TimeProvider _time;
    private readonly Action<MediaBytes>? _seen;
    private readonly ObserverQueue[] _observers;
    private readonly RemoteTurns _turns;
    private readonly TalkTrace _trace;
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CloseReason? _reason;
    private long _soundAt;
    private int _isEnding;

    /// <summary>Takes it over.</summary>
    /// <param name="inner">The conversation; disposed with this one.</param>
    /// <param name="history">What was said before.</param>
    /// <param name="observers">Who watches.</param>
    /// <param name="time">The clock.</param>
    /// <param name="seen">Called with each picture that is sent; borrowed, and never waited for.</param>
    /// <param name="model">Which model answers, for telemetry.</param>
    public RemoteConversation(
        ILiveConversation inner, ConversationHistory history, IReadOnlyList<IPumpObserver> observers, TimeProvider time, Action<MediaBytes>? seen = null, string model = "")
    {
        ArgumentNullException.ThrowIfNull(observers);
        ArgumentNullException.ThrowIfNull(time);
        (_inner, _time, _seen) = (inner, time, seen);
        _trace = new TalkTrace("remote", model, time);
        _observers = [.. observers.Select(static observer => new ObserverQueue(observer))];
        _turns = new RemoteTurns(history, Post, time);
        _timer = time.CreateTimer(_ => _turns.Look(), null, Beat, Beat);
    }

    /// <inheritdoc />
    public ConversationStats Stats => _inner.Stats;

    /// <summary>What was said and heard, corrected to what was really heard.</summary>
    public ConversationHistory History => _turns.History;

    /// <summary>Sound of the microphone goes out now.</summary>
    public bool IsStreaming => Volatile.Read(ref _soundAt) is > 0 and var at && _time.GetElapsedTime(at) < Flow;

    /// <summary>Where it stands for the wearer.</summary>
    public TurnPhase Phase => _turns.Phase;

    /// <summary>It is over, and all of it has ended.</summary>
    public Task Ended => _ended.Task;

    /// <inheritdoc />
    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        _turns.Sent(message);
        if (message is RealtimeInput { Audio: not null } or RealtimeInput { AudioStreamEnd: true })
        {
            Volatile.Write(ref _soundAt, message is RealtimeInput { AudioStreamEnd: true } ? 0 : _time.GetTimestamp());
        }

        if (_seen is { } seen && message is RealtimeInput { Video: { } picture })
        {
            seen(picture);
        }

        return _inner.SendAsync(message, cancellationToken);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in _inner.ReceiveAsync(cancellationToken).ConfigureAwait(false))
        {
            var told = item.Notice is Closed && _reason is { } reason ? new LiveEvent(new Closed(reason), item.Timestamp, item.Turn) : item;
            _turns.Received(told);
            yield return told;
        }
    }

    /// <summary>The device hears a voice, or no longer.</summary>
    public void Voice(bool isOn) => _turns.Voice(isOn);

    /// <summary>So much of an answer has sounded.</summary>
    /// <param name="turn">Which; null, or one that is not open: the newest that sounds.</param>
    /// <param name="played">How much of it, from its begin.</param>
    public void Played(int? turn, TimeSpan played) => _turns.Played(turn, played);

    /// <summary>What the device measured in a turn; what it leaves out stays as this side saw it.</summary>
    /// <param name="turn">Which; null: the newest.</param>
    /// <param name="measured">Milliseconds since the conversation was opened.</param>
    public void Timed(int? turn, TurnTiming measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        _turns.Timed(turn, measured);
    }

    /// <summary>How many characters of the words of an open turn have sounded.</summary>
    public int HeardCharacters(int turn) => _turns.HeardCharacters(turn);

    /// <summary>Ends it for a reason that its reader is told; waits until all has ended, at most some seconds.</summary>
    public async Task EndAsync(CloseReason reason)
    {
        Interlocked.CompareExchange(ref _reason, reason, null);
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isEnding, 1) is not 0)
        {
            await _ended.Task.WaitAsync(EndLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _inner.DisposeAsync().AsTask().WaitAsync(EndLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _turns.Finish();
        await Task.WhenAll(_observers.Select(static observer => observer.CompleteAsync())).ConfigureAwait(false);
        _trace.End(_reason);
        _ended.TrySetResult();
    }

    private void Post(PumpEvent happened)
    {
        _trace.Look(happened);
        foreach (var observer in _observers)
        {
            observer.Post(happened);
        }
    }
}
