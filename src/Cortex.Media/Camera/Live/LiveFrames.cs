using Cortex.Media.Frames;

namespace Cortex.Media.Camera;

/// <summary>
/// Reads a running camera's pictures from its pipe: never more of them than are wanted, always the newest, each copied once, out of the
/// buffer that the pipe was read into.
/// </summary>
sealed class LiveFrames(Stream output, CameraOptions options, TimeProvider time)
{
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    readonly MjpegSplitter _splitter = new();
    readonly long _startedAt = time.GetTimestamp();
    readonly TimeSpan _between = TimeSpan.FromSeconds(0.8 / options.FramesPerSecond);
    Task<int>? _reading;
    long? _firstAt;
    long? _lastAt;
    long _takenAt;

    /// <summary>The newest picture.</summary>
    public Frame? Frame { get; private set; }

    /// <summary>How long it has given pictures.</summary>
    public TimeSpan Well => _firstAt is { } first ? time.GetElapsedTime(first, _lastAt!.Value) : TimeSpan.Zero;

    /// <summary>How long a picture may take now.</summary>
    public TimeSpan Limit => _lastAt is null ? options.StartLimit : options.StallLimit;

    /// <summary>Why pictures that did come could not be used; null: they could.</summary>
    public string? Unusable { get; private set; }

    /// <summary>Waits for the next bytes; a second at most.</summary>
    public async Task<LiveFramesEvent> ReadAsync(CancellationToken cancellationToken)
    {
        // A read that came to nothing in time goes on: its bytes belong to the same stream.
        _reading ??= output.ReadAsync(_splitter.Room(), cancellationToken).AsTask();
        var left = Limit - time.GetElapsedTime(_lastAt ?? _startedAt);
        if (left <= TimeSpan.Zero)
            return LiveFramesEvent.Stalled;
        int count;
        try
        {
            count = await _reading.WaitAsync(left < LookAgain ? left : LookAgain, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return LiveFramesEvent.Nothing;
        }
        catch (IOException)
        {
            return LiveFramesEvent.Ended;
        }

        _reading = null;
        _splitter.Advance(count);
        return count == 0 ? LiveFramesEvent.Ended : Take();
    }

    LiveFramesEvent Take()
    {
        ReadOnlyMemory<byte> newest = default;
        while (_splitter.TryFind(out var jpeg))
            newest = jpeg;
        if (_splitter.Damaged > 0)
            Unusable ??= "they are damaged";
        if (newest.IsEmpty)
            return LiveFramesEvent.Nothing;

        var now = time.GetTimestamp();
        if (Frame is not null && time.GetElapsedTime(_takenAt, now) < _between)
        {
            _lastAt = now;
            return LiveFramesEvent.Nothing;
        }

        try
        {
            Frame = Read(newest, now);
        }
        catch (PictureException fault)
        {
            Unusable = fault.Message;
            return LiveFramesEvent.Nothing;
        }

        (_firstAt, _lastAt, _takenAt, Unusable) = (_firstAt ?? now, now, now, null);
        return LiveFramesEvent.Picture;
    }

    Frame Read(ReadOnlyMemory<byte> jpeg, long at)
    {
        using var reader = PictureReader.Open(jpeg, "a picture of it");
        var isTurned = options.Rotation is 90 or 270;
        var (width, height) = isTurned ? (reader.Height, reader.Width) : (reader.Width, reader.Height);
        var mark = options.Rotation == 0 ? (SkiaSharp.SKEncodedOrigin?)null : JpegHead.Turned(reader.Origin, options.Rotation);
        return new(JpegHead.Complete(jpeg.Span, mark), "image/jpeg", width, height, at);
    }
}
