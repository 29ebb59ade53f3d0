using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Recording.Files;

/// <summary>
/// Writes one conversation, away from its path: 1,024 lines may wait, then the oldest go, are counted, and the file says so. A crash
/// costs what the file keeps waiting, a second at most. Thread-safe.
/// </summary>
internal sealed class RecordingWriter : IAsyncDisposable
{
    private const int Capacity = 1024;
    private const int MostEarly = 64;
    private static readonly TimeSpan BetweenSyncs = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly RecordingFiles _files;
    private readonly RecordingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LineComposer _composer;
    private readonly LineComposer _marks;
    private readonly Channel<ArraySegment<byte>> _lines;
    private readonly List<(string Kind, Action<Utf8JsonWriter>? Fields)> _early = [];
    private readonly Task _writing;
    private string _path;
    private IRecordingFile _file;
    private RecordingHeader _header = new(null, "", HasAudio: false, HasPictures: false);
    private byte[] _setup = [];
    private bool _hasBegun;
    private long _opened;
    private long _lost;
    private string? _fault;

    /// <exception cref="RecordingException">The file cannot be created.</exception>
    public RecordingWriter(RecordingFiles files, RecordingOptions options, TimeProvider time, ILogger logger)
    {
        (_files, _options, _time, _logger) = (files, options, time, logger);
        _file = files.Next(out _path);
        _composer = new LineComposer(options);
        _marks = new LineComposer(options);
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

    /// <summary>The conversation is opened now; before everything else but what the devices said.</summary>
    public void Begin(string engine, Setup setup)
    {
        lock (_gate)
        {
            (_hasBegun, _opened) = (true, _time.GetTimestamp());
            _header = new RecordingHeader(_time.GetUtcNow(), engine, _options.IncludesAudio, _options.IncludesPictures);
            Post(_composer.Header(_header));
            _setup = _composer.Up(TimeSpan.Zero, setup).ToArray();
            Post(_setup);
            foreach (var (kind, fields) in _early)
            {
                Post(_composer.Event(TimeSpan.Zero, turn: 0, kind, fields));
            }

            _early.Clear();
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

    public void Notice(TimeSpan at, int turn, Notice notice)
    {
        lock (_gate)
        {
            Post(_composer.Notice(at, turn, notice));
        }
    }

    /// <param name="at">Since the conversation was opened; null: now.</param>
    /// <param name="turn">The wearer's turn, or 0.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="fields">Writes the rest of the object.</param>
    public void Event(TimeSpan? at, int turn, string kind, Action<Utf8JsonWriter>? fields)
    {
        lock (_gate)
        {
            if (_hasBegun)
            {
                Post(_composer.Event(at ?? _time.GetElapsedTime(_opened), turn, kind, fields));
            }
            else if (_early.Count < MostEarly)
            {
                _early.Add((kind, fields));
            }
        }
    }

    /// <summary>Nothing follows.</summary>
    public void Complete() => _lines.Writer.TryComplete();

    public async ValueTask DisposeAsync()
    {
        Complete();
        await _writing.WaitAsync(TimeSpan.FromSeconds(5), _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            await WriteLinesAsync().ConfigureAwait(false);
            _file.Flush();
            _file.Sync();
        }
        catch (Exception e)
        {
            // Whatever it is: a recording that ends is said, and the conversation goes on.
            Stopped(e.Message);
        }
        finally
        {
            Complete();
            Close();
            _marks.Dispose();
        }
    }

    // A disk that is full says so again when what is left is handed over.
    private void Close()
    {
        try
        {
            _file.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Stopped(e.Message);
        }
    }

    private void Stopped(string why)
    {
        Volatile.Write(ref _fault, $"the recording {_path} stopped: {why}; the conversation goes on without it");
        Log.RecordingStopped(_logger, _path, why);
    }

    private async Task WriteLinesAsync()
    {
        var reader = _lines.Reader;
        var (flushed, synced, isFirst) = (_time.GetTimestamp(), _time.GetTimestamp(), true);
        var coming = reader.WaitToReadAsync().AsTask();
        while (true)
        {
            if (_file.HasWaiting && !coming.IsCompleted)
            {
                // The clock is asked only where lines wait: an idle recorder wakes nobody.
                await ((Task)coming).WaitAsync(Left(flushed), _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (coming.IsCompleted || !_file.HasWaiting)
            {
                if (!await coming.ConfigureAwait(false))
                {
                    return;
                }

                while (reader.TryRead(out var line))
                {
                    if (!Take(line))
                    {
                        return;
                    }
                }

                coming = reader.WaitToReadAsync().AsTask();
            }

            // The first lines at once: a process that dies in its first second leaves more than an empty file.
            if (_file.HasWaiting && (isFirst || _file.MostWait == TimeSpan.Zero || _time.GetElapsedTime(flushed) >= _file.MostWait))
            {
                _file.Flush();
                (flushed, isFirst) = (_time.GetTimestamp(), false);
                if (_time.GetElapsedTime(synced) >= BetweenSyncs)
                {
                    _file.Sync();
                    synced = _time.GetTimestamp();
                }
            }
        }
    }

    private TimeSpan Left(long flushed) => _file.MostWait - _time.GetElapsedTime(flushed) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    // False: it is full, and ends here.
    private bool Take(ArraySegment<byte> line)
    {
        try
        {
            if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
            {
                _file.Append(_marks.Lost(_time.GetElapsedTime(_opened), lost));
            }

            if (_file.Length + line.Count > _options.MostBytes && !GoOn())
            {
                return false;
            }

            _file.Append(line);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(line.Array!);
        }
    }

    private bool GoOn()
    {
        var at = _time.GetElapsedTime(_opened);
        if (_options.MostFiles <= 1)
        {
            _file.Append(_marks.Stopped(at, $"the recording reached its limit of {_options.MostBytes} bytes"));
            Log.RecordingFull(_logger, _path, _options.MostBytes);
            return false;
        }

        var (full, before) = (_file, Path.GetFileName(_path));
        var next = _files.Next(out var path);
        full.Append(_marks.Stopped(at, $"it goes on in {Path.GetFileName(path)}"));
        full.Flush();
        full.Dispose();
        (_file, _path) = (next, path);
        _header = _header with { Part = _header.Part + 1, Follows = before };
        _file.Append(_marks.Header(_header));
        _file.Append(_setup);
        return true;
    }
}
