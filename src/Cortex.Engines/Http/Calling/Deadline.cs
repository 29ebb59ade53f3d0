namespace Cortex.Engines.Http;

/// <summary>A limit that starts anew with every sign of life, and tells afterwards whether it was the limit that ended the wait.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _both;

    public Deadline(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _timer = new CancellationTokenSource(limit, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
    }

    public CancellationToken Token => _both.Token;

    public void Restart() => _timer.CancelAfter(_limit);

    /// <summary>The exception itself, or what it means when the time was up.</summary>
    public Exception Explain(Exception exception, string what) =>
        _timer.IsCancellationRequested ? new TimeoutException($"{what} within {_limit.TotalSeconds:0.#} s", exception) : exception;

    public void Dispose()
    {
        _both.Dispose();
        _timer.Dispose();
    }
}
