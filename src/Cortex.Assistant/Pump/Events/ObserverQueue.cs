using System.Threading.Channels;

namespace Cortex.Assistant.Pump;

/// <summary>One observer's events: bounded, the oldest goes and is counted. Posting never waits.</summary>
internal sealed class ObserverQueue
{
    /// <summary>Events that may wait.</summary>
    public const int Capacity = 1024;

    private readonly Channel<PumpEvent> _events;
    private readonly IPumpObserver _observer;
    private readonly Task _running;
    private long _missed;

    public ObserverQueue(IPumpObserver observer)
    {
        _observer = observer;
        _events = Channel.CreateBounded<PumpEvent>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _missed));
        _running = Task.Run(RunAsync);
    }

    public void Post(PumpEvent happened) => _events.Writer.TryWrite(happened);

    /// <summary>Hands on what waits and ends; waits at most a second, an observer that hangs is left behind.</summary>
    public async Task CompleteAsync()
    {
        _events.Writer.TryComplete();
        // What is waited for is a thread, which keeps the real time whatever clock the conversation lives by.
        await _running.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        await foreach (var happened in _events.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (Interlocked.Exchange(ref _missed, 0) is > 0 and var missed)
            {
                _observer.On(new Missed(happened.At, happened.Turn, missed));
            }

            _observer.On(happened);
        }
    }
}
