using Cortex.Media.Camera;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>A camera that can be pointed elsewhere while it runs: one source after the other, each begun when it is switched to.</summary>
/// <param name="first">What it looks at from the start; disposed when it is switched away from.</param>
public sealed class SwitchedCamera(IFrameSource first) : IFrameSource
{
    private readonly Lock _gate = new();
    private IFrameSource _current = first;
    private CancellationTokenSource _switch = new();
    private int _before;
    private Frame? _last;

    /// <inheritdoc />
    public string Name => _current.Name;

    /// <inheritdoc />
    public int Captured
    {
        get
        {
            lock (_gate)
            {
                return _before + _current.Captured;
            }
        }
    }

    /// <inheritdoc />
    public Frame? Newest
    {
        get
        {
            lock (_gate)
            {
                return _current.Newest ?? _last;
            }
        }
    }

    /// <inheritdoc />
    public bool IsStarting
    {
        get
        {
            lock (_gate)
            {
                return _current.IsStarting;
            }
        }
    }

    /// <inheritdoc />
    public void Look()
    {
        lock (_gate)
        {
            _current.Look();
        }
    }

    /// <summary>Looks elsewhere from now on. The last picture stays until there is a new one.</summary>
    public void Switch(IFrameSource next)
    {
        CancellationTokenSource ended;
        lock (_gate)
        {
            _last = null;
            _before += _current.Captured;
            _current = next;
            ended = _switch;
            _switch = new CancellationTokenSource();
        }

        ended.Cancel();
    }

    /// <inheritdoc />
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            IFrameSource source;
            CancellationToken switched;
            lock (_gate)
            {
                (source, switched) = (_current, _switch.Token);
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, switched);
            try
            {
                await source.RunAsync(stop.Token).ConfigureAwait(false);

                // Its pictures ended; the last one stays until it is switched.
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Switched, or over: the loop looks.
            }

            if (switched.IsCancellationRequested)
            {
                await source.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _switch.Dispose();
        await _current.DisposeAsync().ConfigureAwait(false);
    }
}
