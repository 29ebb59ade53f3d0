using System.Runtime.CompilerServices;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Recording;

/// <summary>
/// An engine whose conversations are written down, messages both ways with their times: for finding faults, and to be played again
/// by a <see cref="CassetteEngine"/>. Keys are never in a message, and so never in a recording; media only where asked for.
/// </summary>
public sealed class RecordingEngine : ILiveEngine, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ILiveEngine _inner;
    private readonly string _path;
    private readonly RecordingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<RecordingWriter> _writers = [];
    private RecordingWriter? _first;
    private int _conversations;

    /// <summary>Creates the file, replacing what was there.</summary>
    /// <param name="inner">What is recorded.</param>
    /// <param name="path">The file; a second conversation goes to <c>name-2.jsonl</c> beside it, and so on.</param>
    /// <param name="options">What is recorded; null for the defaults.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where a fault of the disk is said.</param>
    /// <exception cref="RecordingException">The file cannot be created.</exception>
    public RecordingEngine(ILiveEngine inner, string path, RecordingOptions? options, TimeProvider time, ILoggerFactory loggers)
    {
        (_inner, _path, _options, _time) = (inner, path, options ?? new RecordingOptions(), time);
        _logger = loggers.CreateLogger("Cortex.Engines.Recording");
        _first = NewWriter(path);
    }

    /// <inheritdoc />
    public string Name => _inner.Name;

    /// <inheritdoc />
    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        RecordingWriter writer;
        lock (_gate)
        {
            _conversations++;
            writer = _first ?? NewWriter(Numbered(_conversations));
            _first = null;
        }

        writer.Begin(_inner.Name, setup);
        return new RecordedConversation(_inner.Open(setup, history), writer);
    }

    /// <summary>Writes what waits and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        RecordingWriter[] writers;
        lock (_gate)
        {
            writers = [.. _writers];
        }

        foreach (var writer in writers)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private RecordingWriter NewWriter(string path)
    {
        var writer = new RecordingWriter(path, _options, _time, _logger);
        _writers.Add(writer);
        return writer;
    }

    private string Numbered(int number) =>
        Path.Combine(Path.GetDirectoryName(_path) ?? "", $"{Path.GetFileNameWithoutExtension(_path)}-{number}{Path.GetExtension(_path)}");

    private sealed class RecordedConversation(ILiveConversation inner, RecordingWriter writer) : ILiveConversation
    {
        public ConversationStats Stats => inner.Stats;

        public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
        {
            writer.Up(message);
            return inner.SendAsync(message, cancellationToken);
        }

        public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var item in inner.ReceiveAsync(cancellationToken).ConfigureAwait(false))
            {
                if (writer.TakeFault() is { } fault)
                {
                    yield return new LiveEvent(new Warned(fault), item.Timestamp, item.Turn);
                }

                writer.Down(item);
                if (item.Notice is Closed)
                {
                    writer.Complete();
                }

                yield return item;
            }
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
