using Cortex.Media.Camera;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>
/// A camera with a switch. Off is absolute: what runs is stopped, there is no picture from that moment on, and looking starts nothing.
/// On, it begins anew.
/// </summary>
/// <param name="camera">Disposed by its owner.</param>
internal sealed class CameraSwitch(IFrameSource camera) : IFrameSource
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;
    private TaskCompletionSource _on = Finished();
    private Frame? _stale;
    private bool _isOff;

    /// <inheritdoc />
    public string Name => camera.Name;

    /// <inheritdoc />
    public int Captured => camera.Captured;

    /// <summary>Nobody sees anything.</summary>
    public bool IsOff
    {
        get => Volatile.Read(ref _isOff);
        set
        {
            lock (_gate)
            {
                if (value == _isOff)
                {
                    return;
                }

                // What it still holds was seen before it was switched off.
                _stale = camera.Newest;
                Volatile.Write(ref _isOff, value);
                if (value)
                {
                    _on = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    // Whoever switches may hold locks that what runs would wait for.
                    _ = _running?.CancelAsync();
                }
                else
                {
                    _on.SetResult();
                }
            }
        }
    }

    /// <inheritdoc />
    public Frame? Newest => !IsOff && camera.Newest is { } newest && !ReferenceEquals(newest, _stale) && !IsOff ? newest : null;

    /// <inheritdoc />
    public bool IsStarting => !IsOff && camera.IsStarting;

    /// <inheritdoc />
    public void Look()
    {
        if (!IsOff)
        {
            camera.Look();
        }
    }

    /// <inheritdoc />
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var (stop, on) = Begin(cancellationToken);
            await on.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (stop is null)
            {
                continue;
            }

            using (stop)
            {
                try
                {
                    await RunOnceAsync(stop.Token, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    // Whoever switches after this has nothing to stop.
                    lock (_gate)
                    {
                        _running = null;
                    }
                }
            }
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Off: nothing begins, and there is something to wait for.
    private (CancellationTokenSource? Stop, Task On) Begin(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _running = _isOff ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            return (_running, _on.Task);
        }
    }

    private async Task RunOnceAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        try
        {
            await camera.RunAsync(stop).ConfigureAwait(false);

            // Its pictures ended; the last one stays until it is switched off.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Switched off.
        }
    }

    private static TaskCompletionSource Finished()
    {
        var finished = new TaskCompletionSource();
        finished.SetResult();
        return finished;
    }
}
