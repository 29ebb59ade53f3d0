namespace Cortex.Media.Devices;

/// <summary>
/// The one thread that touches a stream, from its opening to its closing. A call into a sound system that hangs holds up this thread
/// alone: whoever waits for it gives up in time, and should the call come back, the thread closes what it has and ends.
/// </summary>
internal sealed class StreamThread : IAsyncDisposable
{
    /// <summary>How long a sound system may take to open or close a stream.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly Func<PortAudioStream> _open;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<PortAudioStream> _opened = New<PortAudioStream>();
    private readonly TaskCompletionSource _closed = New();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _lock = new();
    private Action<PortAudioStream>? _loop;
    private TaskCompletionSource _looped = New();
    private bool _isClosing;
    private volatile bool _isStopping;

    public StreamThread(string name, Func<PortAudioStream> open, TimeProvider time)
    {
        _open = open;
        _time = time;
        new Thread(Live) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>What runs is to end after the present period.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>The stream, when it is open.</summary>
    /// <exception cref="AudioDeviceException">There is none, or the sound system hangs.</exception>
    public async Task<PortAudioStream> OpenedInTimeAsync(DeviceWish wish)
    {
        try
        {
            return await _opened.Task.WaitAsync(Limit, _time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!_opened.Task.IsCompleted)
        {
            await DisposeAsync().ConfigureAwait(false);
            throw new AudioDeviceException($"the {wish.Kind} cannot be opened: the sound system has not answered for {Limit.TotalSeconds:0} s; is the sound server well?");
        }
    }

    /// <summary>Starts the stream and runs the loop on the thread, until the loop ends; it does so when <see cref="IsStopping"/>.</summary>
    /// <exception cref="AudioDeviceException">The device is gone, or hangs.</exception>
    public async Task RunAsync(Action<PortAudioStream> loop, CancellationToken cancellationToken)
    {
        Task looped;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            if (_loop is not null)
            {
                throw new InvalidOperationException("it runs already; one at a time");
            }

            _isStopping = false;
            _loop = loop;
            _looped = New();
            looped = _looped.Task;
        }

        _wake.Release();
        try
        {
            await looped.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _isStopping = true;
            await UntilAsync(looped).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the stream; does not wait longer than <see cref="Limit"/> for it.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isClosing = true;
        }

        _isStopping = true;
        _wake.Release();
        await UntilAsync(_closed.Task).ConfigureAwait(false);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task UntilAsync(Task task)
    {
        try
        {
            await task.WaitAsync(Limit, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It hangs in the system; the thread ends should that ever return.
        }
    }

    private void Live()
    {
        ThreadUrgency.Raise();
        try
        {
            var stream = _open();
            ThreadUrgency.Keep();
            try
            {
                _opened.SetResult(stream);
                while (Next() is { } loop)
                {
                    Run(stream, loop);
                }
            }
            finally
            {
                stream.Close();
            }
        }
        catch (Exception fault)
        {
            _opened.TrySetException(fault);
        }
        finally
        {
            _closed.SetResult();
        }
    }

    private Action<PortAudioStream>? Next()
    {
        while (true)
        {
            _wake.Wait();
            lock (_lock)
            {
                if (_isClosing || _loop is not null)
                {
                    return _isClosing ? null : _loop;
                }
            }
        }
    }

    private void Run(PortAudioStream stream, Action<PortAudioStream> loop)
    {
        Exception? fault = null;
        try
        {
            stream.Start();
            loop(stream);
        }
        catch (Exception e)
        {
            fault = e;
        }

        stream.Abort();
        TaskCompletionSource looped;
        lock (_lock)
        {
            _loop = null;
            looped = _looped;
        }

        if (fault is null)
        {
            looped.SetResult();
        }
        else
        {
            looped.SetException(fault);
        }
    }
}
