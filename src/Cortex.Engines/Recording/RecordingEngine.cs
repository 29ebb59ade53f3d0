using System.Runtime.CompilerServices;
using System.Text.Json;
using Cortex.Engines.Recording.Files;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Recording;

/// <summary>
/// An engine whose conversations are written down, messages both ways with their times, notices, and what whoever holds the devices
/// tells: for finding faults, and to be played again. Keys are never in a message, and so never in a recording; media only where asked
/// for. It holds up nobody: see <see cref="RecordingWriter"/>.
/// </summary>
public sealed class RecordingEngine : ILiveEngine, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ILiveEngine _inner;
    private readonly RecordingFiles _files;
    private readonly RecordingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<RecordedConversation> _open = [];
    private readonly ConditionalWeakTable<Notice, object> _written = [];
    private RecordingWriter? _first;
    private RecordingWriter? _newest;

    /// <summary>Creates the file.</summary>
    /// <param name="inner">What is recorded.</param>
    /// <param name="path">The file, packed where its name ends in <c>.gz</c>; a second conversation goes to <c>name-2</c> beside it, and so on.</param>
    /// <param name="options">What is recorded; null for the defaults.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where a fault of the disk is said.</param>
    /// <exception cref="RecordingException">The file cannot be created.</exception>
    public RecordingEngine(ILiveEngine inner, string path, RecordingOptions? options, TimeProvider time, ILoggerFactory loggers)
    {
        (_inner, _options, _time) = (inner, options ?? new RecordingOptions(), time);
        _files = new RecordingFiles(path, _options);
        _logger = loggers.CreateLogger("Cortex.Engines.Recording");
        _newest = _first = new RecordingWriter(_files, _options, time, _logger);
    }

    /// <inheritdoc />
    public string Name => _inner.Name;

    /// <inheritdoc />
    /// <remarks>Where there is no file for it the conversation is held all the same, and warns.</remarks>
    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        var (writer, fault) = Next();
        writer?.Begin(_inner.Name, setup);
        var conversation = new RecordedConversation(_inner.Open(setup, history), writer, fault, _written, _time);
        lock (_gate)
        {
            _open.Add(conversation);
        }

        return conversation;
    }

    /// <summary>Adds to the newest conversation what never crosses the seam.</summary>
    /// <param name="at">Since that conversation was opened; null: now.</param>
    /// <param name="turn">The wearer's turn, or 0.</param>
    /// <param name="kind">What happened, in one word.</param>
    /// <param name="fields">Writes the properties; called at once or when the first conversation is opened.</param>
    public void Tell(TimeSpan? at, int turn, string kind, Action<Utf8JsonWriter>? fields) => Volatile.Read(ref _newest)?.Event(at, turn, kind, fields);

    /// <summary>Adds a notice that came from elsewhere than the engine; one of the engine's is there already.</summary>
    /// <param name="at">Since the newest conversation was opened.</param>
    /// <param name="turn">The wearer's turn, or 0.</param>
    /// <param name="notice">The notice.</param>
    public void Tell(TimeSpan at, int turn, Notice notice)
    {
        if (!_written.TryGetValue(notice, out _))
        {
            Volatile.Read(ref _newest)?.Notice(at, turn, notice);
        }
    }

    /// <summary>Writes what waits and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        RecordingWriter?[] writers;
        lock (_gate)
        {
            writers = [_first, .. _open.Select(static conversation => conversation.Writer)];
        }

        foreach (var writer in writers.OfType<RecordingWriter>())
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private (RecordingWriter? Writer, string? Fault) Next()
    {
        lock (_gate)
        {
            // What is over gets nothing more once another conversation begins.
            foreach (var over in _open.Where(static conversation => conversation.IsOver))
            {
                over.Writer?.Complete();
            }

            _open.RemoveAll(static conversation => conversation.IsOver);
            try
            {
                Volatile.Write(ref _newest, _first ?? new RecordingWriter(_files, _options, _time, _logger));
                _first = null;
                return (_newest, null);
            }
            catch (RecordingException fault)
            {
                Volatile.Write(ref _newest, null);
                Log.RecordingStopped(_logger, fault.Path, fault.Message);
                return (null, fault.Message);
            }
        }
    }
}
