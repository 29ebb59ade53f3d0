using Cortex.Engines.Recording.Files;

namespace Cortex.Engines.Recording;

/// <summary>
/// Reads a recording, line by line, however large: packed or plain, cut off by a crash or damaged. Whatever is whole is given; what is
/// not is told. One reader at a time.
/// </summary>
public sealed class RecordingReader : IDisposable
{
    private const int MostDamages = 100;

    // Where the beginning is damaged: so far a recording is looked for before the file is called foreign.
    private const int Look = 4 * 1024 * 1024;

    // What cannot be gone back in, such as a pipe, is kept in memory.
    private const int MostKept = 256 * 1024 * 1024;

    private readonly Stream _file;
    private readonly ILineSource _lines;
    private readonly List<RecordingDamage> _damages = [];
    private RecordingLine? _ahead;
    private int _number;

    private RecordingReader(string path, Stream file)
    {
        _file = file;
        _lines = Open(path, file);
        Header = ReadHeader(path);
    }

    /// <summary>The first line; an empty one where it is damaged.</summary>
    public RecordingHeader Header { get; }

    /// <summary>What was damaged among the lines read so far, the first 100 places.</summary>
    public IReadOnlyList<RecordingDamage> Damages => _damages;

    /// <summary>All places that were damaged.</summary>
    public int DamageCount { get; private set; }

    /// <summary>The end was cut off, as a crash leaves it; known after the last line.</summary>
    public bool IsCut => _lines.IsCut;

    /// <summary>Opens a recording.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecordingException">It is not there, cannot be read, or is no recording.</exception>
    public static RecordingReader Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new RecordingException(path, 0, "it is a folder; name the recording in it");
        }

        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new RecordingReader(path, file.CanSeek ? file : Kept(path, file));
        }
        catch (Exception e) when (e is RecordingException or IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw e as RecordingException ?? new RecordingException(path, 0, $"the recording cannot be read ({e.Message}); check the path", e);
        }
    }

    /// <summary>Opens a recording in memory.</summary>
    /// <param name="path">Its name for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <exception cref="RecordingException">It is no recording.</exception>
    public static RecordingReader Open(string path, ReadOnlyMemory<byte> bytes) => new(path, new MemoryStream(bytes.ToArray(), writable: false));

    /// <summary>The lines after the first, each as it is read.</summary>
    public IEnumerable<RecordingLine> ReadLines()
    {
        while (Next() is { } line)
        {
            yield return line;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static MemoryStream Kept(string path, FileStream pipe)
    {
        var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = pipe.Read(buffer); read > 0; read = pipe.Read(buffer))
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > MostKept)
            {
                throw new RecordingException(path, 0, $"more than {MostKept} bytes come from it; put them into a file first");
            }
        }

        pipe.Dispose();
        return kept;
    }

    private static ILineSource Open(string path, Stream file)
    {
        var start = new byte[Math.Min(Look, file.Length)];
        file.Position = 0;
        file.ReadExactly(start);
        file.Position = 0;
        if (start.Length is 0)
        {
            throw new RecordingException(path, 0, "the file is empty: nothing was recorded, or it ended before the conversation was opened");
        }

        var isPacked = start.AsSpan().IndexOf(GzipBlock.Start) >= 0;
        return isPacked ? new PackedLines(file)
            : start is [0x1f, 0x8b, ..] ? throw new RecordingException(path, 0, "it is packed by another program; unpack it first (gunzip)")
            : new PlainLines(file);
    }

    private RecordingHeader ReadHeader(string path)
    {
        try
        {
            if (!_lines.TryRead(out var first))
            {
                throw NoRecording(path);
            }

            if (LineReader.Header(first) is { } header)
            {
                Damaged(_lines.TakeDamage());
                _number = 1;
                return header;
            }

            // Its first line is damaged, or it is none: what follows tells.
            _ahead = LineReader.Line(first, 1, out _);
            Damaged(_lines.TakeDamage() ?? "the first line, which says when it began, is damaged");
            for (var looked = first.Length; _ahead is null && looked < Look && _lines.TryRead(out var line); looked += line.Length + 1)
            {
                _ahead = LineReader.Line(line, 1, out _);
            }
        }
        catch (RecordingVersionException newer)
        {
            throw new RecordingException(path, 1, newer.Message, newer);
        }

        _number = 1;
        return _ahead is null ? throw NoRecording(path) : new RecordingHeader(null, "", HasAudio: true, HasPictures: true);
    }

    private static RecordingException NoRecording(string path) =>
        new(path, 1, "this is no recording of Cortex; one begins with {\"cortexRecording\":…}");

    private RecordingLine? Next()
    {
        if (_ahead is { } ahead)
        {
            _ahead = null;
            return ahead;
        }

        while (_lines.TryRead(out var bytes))
        {
            Damaged(_lines.TakeDamage());
            _number++;
            if (LineReader.Line(bytes, _number, out var fault) is { } line)
            {
                return line;
            }

            // Two recordings behind one another, as somebody's cat makes them.
            Damaged(LineReader.Header(bytes) is null ? $"line {_number} is damaged ({fault})" : $"another recording begins at line {_number}", _number);
        }

        Damaged(_lines.TakeDamage());
        return null;
    }

    private void Damaged(string? what, int line = 0)
    {
        if (what is null)
        {
            return;
        }

        DamageCount++;
        if (_damages.Count < MostDamages)
        {
            _damages.Add(new RecordingDamage(line, what));
        }
    }
}
