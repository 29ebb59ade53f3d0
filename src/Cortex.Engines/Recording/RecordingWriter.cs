using System.Buffers;
using System.Threading.Channels;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Recording;

/// <summary>
/// Writes one conversation to a file, away from its path: 1,024 lines may wait, then the oldest go, are counted, and the file
/// says so. Lines reach the system as soon as none waits, so a crash costs the last few at most. Thread-safe.
/// </summary>
internal sealed class RecordingWriter : IAsyncDisposable
{
    private const int Capacity = 1024;

    private readonly Lock _gate = new();
    private readonly Stream _file;
    private readonly string _path;
    private readonly RecordingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LineComposer _composer;
    private readonly LineComposer _marks;
    private readonly Channel<ArraySegment<byte>> _lines;
    private readonly Task _writing;
    private long _opened;
    private long _lost;
    private string? _fault;

    public RecordingWriter(string path, RecordingOptions options, TimeProvider time, ILogger logger)
    {
        (_path, _options, _time, _logger) = (path, options, time, logger);
        _file = Create(path);
        _composer = new LineComposer(options.IncludesMedia);
        _marks = new LineComposer(options.IncludesMedia);
        _lines = Channel.CreateBounded<ArraySegment<byte>>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            line =>
            {
                Interlocked.Increment(ref _lost);
                ArrayPool<byte>.Shared.Return(line.Array!);
            });
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>What became of the disk, once; null: all is well or it was asked before.</summary>
    public string? TakeFault() => Interlocked.Exchange(ref _fault, null);

    /// <summary>The conversation is opened now; before everything else.</summary>
    public void Begin(string engine, Setup setup)
    {
        lock (_gate)
        {
            _opened = _time.GetTimestamp();
            Post(_composer.Header(_time.GetUtcNow(), engine));
            Post(_composer.Up(TimeSpan.Zero, setup));
        }
    }

    public void Up(ClientMessage message)
    {
        lock (_gate)
        {
            Post(_composer.Up(_time.GetElapsedTime(_opened), message));
        }
    }

    public void Down(in LiveEvent item)
    {
        lock (_gate)
        {
            var at = _time.GetElapsedTime(_opened, item.Timestamp);
            Post(item.Message is { } message ? _composer.Down(at, item.Turn, message) : _composer.Notice(at, item.Turn, item.Notice!));
        }
    }

    /// <summary>Nothing follows.</summary>
    public void Complete() => _lines.Writer.TryComplete();

    public async ValueTask DisposeAsync()
    {
        Complete();
        await _writing.WaitAsync(TimeSpan.FromSeconds(5), _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RecordingException(path, 0, $"the recording cannot be written ({e.Message}); give a path in a folder that exists and may be written to", e);
        }
    }

    private void Post(ReadOnlySpan<byte> line)
    {
        var rented = ArrayPool<byte>.Shared.Rent(line.Length);
        line.CopyTo(rented);
        if (!_lines.Writer.TryWrite(new ArraySegment<byte>(rented, 0, line.Length)))
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await using (_file.ConfigureAwait(false))
            {
                await WriteLinesAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Volatile.Write(ref _fault, $"the recording {_path} stopped: {e.Message}; the conversation goes on without it");
            Log.RecordingStopped(_logger, _path, e.Message);
        }
        finally
        {
            Complete();
            _marks.Dispose();
        }
    }

    private async Task WriteLinesAsync()
    {
        var written = 0L;
        while (await _lines.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_lines.Reader.TryRead(out var line))
            {
                if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
                {
                    written += Mark(_marks.Lost(_time.GetElapsedTime(_opened), lost));
                }

                if (written + line.Count > _options.MostBytes)
                {
                    ArrayPool<byte>.Shared.Return(line.Array!);
                    Mark(_marks.Stopped(_time.GetElapsedTime(_opened), $"the recording reached its limit of {_options.MostBytes} bytes"));
                    Log.RecordingFull(_logger, _path, _options.MostBytes);
                    return;
                }

                await _file.WriteAsync(line.AsMemory()).ConfigureAwait(false);
                written += line.Count;
                ArrayPool<byte>.Shared.Return(line.Array!);
            }

            await _file.FlushAsync().ConfigureAwait(false);
        }
    }

    // Rare and short: not worth a line's way around.
    private int Mark(ReadOnlySpan<byte> line)
    {
        _file.Write(line);
        return line.Length;
    }
}
