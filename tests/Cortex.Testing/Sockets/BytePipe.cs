using System.Threading.Tasks.Sources;

namespace Cortex.Testing;

/// <summary>A bounded byte queue for one reader and one writer; waiting on it allocates nothing.</summary>
internal sealed class BytePipe(int capacity) : IValueTaskSource<int>, IValueTaskSource
{
    private readonly Lock _lock = new();
    private readonly byte[] _bytes = new byte[capacity];
    private ManualResetValueTaskSourceCore<int> _read = new() { RunContinuationsAsynchronously = true };
    private ManualResetValueTaskSourceCore<bool> _write = new() { RunContinuationsAsynchronously = true };
    private Memory<byte> _readBuffer;
    private ReadOnlyMemory<byte> _writeBuffer;
    private CancellationTokenRegistration _readCancel;
    private bool _reading;
    private bool _writing;
    private bool _completed;
    private bool _abandoned;
    private bool _broken;
    private int _start;
    private int _count;
    private long _written;

    public long Written => Interlocked.Read(ref _written);

    /// <summary>The reader took all there was and waits for more.</summary>
    public bool IsReaderWaiting
    {
        get
        {
            lock (_lock)
            {
                return _reading && _count == 0;
            }
        }
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_abandoned, this);
            if (_broken)
            {
                return ValueTask.FromException<int>(new IOException("connection reset"));
            }

            if (_count > 0 || _completed || buffer.IsEmpty)
            {
                var taken = Take(buffer.Span);
                FeedWriter();
                return new ValueTask<int>(taken);
            }

            _read.Reset();
            _readBuffer = buffer;
            _reading = true;
            var version = _read.Version;
            if (cancellationToken.CanBeCanceled)
            {
                _readCancel = cancellationToken.UnsafeRegister(static (state, token) => ((BytePipe)state!).CancelRead(token), this);
            }

            return new ValueTask<int>(this, version);
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_broken || _abandoned)
            {
                return ValueTask.FromException(new IOException(_broken ? "connection reset" : "broken pipe"));
            }

            Interlocked.Add(ref _written, buffer.Length);
            buffer = buffer[Put(buffer.Span)..];
            FeedReader();
            buffer = buffer[Put(buffer.Span)..];
            if (buffer.IsEmpty)
            {
                return default;
            }

            _write.Reset();
            _writeBuffer = buffer;
            _writing = true;
            return new ValueTask(this, _write.Version);
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            if (_reading && _count == 0)
            {
                EndRead(0);
            }

            if (_writing)
            {
                _writing = false;
                _write.SetException(new IOException("closed while writing"));
            }
        }
    }

    public void Abandon()
    {
        lock (_lock)
        {
            _abandoned = true;
            FailBoth(static () => new IOException("broken pipe"));
        }
    }

    public void Break()
    {
        lock (_lock)
        {
            _broken = true;
            FailBoth(static () => new IOException("connection reset"));
        }
    }

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => _write.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _write.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _write.OnCompleted(continuation, state, token, flags);

    private void CancelRead(CancellationToken token)
    {
        lock (_lock)
        {
            if (_reading)
            {
                _reading = false;
                _read.SetException(new OperationCanceledException(token));
            }
        }
    }

    private void FailBoth(Func<Exception> reason)
    {
        if (_reading)
        {
            _reading = false;
            _read.SetException(reason());
        }

        if (_writing)
        {
            _writing = false;
            _write.SetException(reason());
        }
    }

    private void FeedReader()
    {
        if (_reading && _count > 0)
        {
            EndRead(Take(_readBuffer.Span));
        }
    }

    private void FeedWriter()
    {
        if (!_writing)
        {
            return;
        }

        _writeBuffer = _writeBuffer[Put(_writeBuffer.Span)..];
        if (_writeBuffer.IsEmpty)
        {
            _writing = false;
            _write.SetResult(true);
        }
    }

    private void EndRead(int taken)
    {
        _reading = false;
        _readBuffer = default;
        _readCancel.Unregister();
        _readCancel = default;
        _read.SetResult(taken);
    }

    private int Put(ReadOnlySpan<byte> source)
    {
        var wanted = Math.Min(source.Length, _bytes.Length - _count);
        var end = (_start + _count) % _bytes.Length;
        var first = Math.Min(wanted, _bytes.Length - end);
        source[..first].CopyTo(_bytes.AsSpan(end));
        source[first..wanted].CopyTo(_bytes);
        _count += wanted;
        return wanted;
    }

    private int Take(Span<byte> destination)
    {
        var wanted = Math.Min(destination.Length, _count);
        var first = Math.Min(wanted, _bytes.Length - _start);
        _bytes.AsSpan(_start, first).CopyTo(destination);
        _bytes.AsSpan(0, wanted - first).CopyTo(destination[first..]);
        _start = (_start + wanted) % _bytes.Length;
        _count -= wanted;
        return wanted;
    }
}
