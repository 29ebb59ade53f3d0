namespace Cortex.Engines.Recording.Files;

/// <summary>
/// Lines out of blocks. Where a block is damaged the next whole one is looked for, byte by byte; what lies between is told.
/// </summary>
/// <param name="file">Can seek.</param>
internal sealed class PackedLines(Stream file) : ILineSource
{
    // A file made to look like many large blocks must not be read over and over.
    private const long MostWaste = 1L << 30;

    private readonly byte[] _window = new byte[64 * 1024];
    private byte[] _block = [];
    private ReadOnlyMemory<byte> _lines;
    private long _at;
    private long _waste;
    private string? _damage;

    public bool IsCut { get; private set; }

    public string? TakeDamage() => Interlocked.Exchange(ref _damage, null);

    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        while (_lines.IsEmpty)
        {
            if (!TryOpenNext())
            {
                line = default;
                return false;
            }
        }

        var end = _lines.Span.IndexOf((byte)'\n');
        line = end < 0 ? _lines : _lines[..end];
        _lines = end < 0 ? default : _lines[(end + 1)..];
        return true;
    }

    private bool TryOpenNext()
    {
        var from = _at;
        while (_at < file.Length)
        {
            if (TryOpen(_at, out var length))
            {
                Tell(from, isEnd: false);
                _at += length;
                return true;
            }

            _at = _waste > MostWaste ? file.Length : Find(_at + 1);
        }

        Tell(from, isEnd: true);
        return false;
    }

    private void Tell(long from, bool isEnd)
    {
        if (_at == from)
        {
            return;
        }

        // What begins as a block and has no successor was being written.
        IsCut = isEnd && Read(from, _window.AsSpan(0, GzipBlock.HeadLength)) is var have
            && _window.AsSpan(0, Math.Min(have, GzipBlock.Start.Length)).SequenceEqual(GzipBlock.Start[..Math.Min(have, GzipBlock.Start.Length)])
            && (have < GzipBlock.HeadLength || (GzipBlock.LengthOf(_window.AsSpan(0, have)) is var length && from + length > file.Length));
        _damage = IsCut ? null : $"{_at - from} bytes at {from} are damaged";
    }

    private bool TryOpen(long at, out int length)
    {
        length = Read(at, _window.AsSpan(0, GzipBlock.HeadLength)) is GzipBlock.HeadLength ? GzipBlock.LengthOf(_window) : 0;
        if (length is 0 || at + length > file.Length)
        {
            return false;
        }

        if (_block.Length < length)
        {
            _block = new byte[Math.Max(length, _block.Length * 2)];
        }

        if (Read(at, _block.AsSpan(0, length)) == length && GzipBlock.Unpack(_block, length) is { } lines)
        {
            _lines = lines;
            return true;
        }

        _waste += length;
        return false;
    }

    private long Find(long from)
    {
        while (true)
        {
            var have = Read(from, _window);
            var found = _window.AsSpan(0, have).IndexOf(GzipBlock.Start);
            if (found >= 0)
            {
                return from + found;
            }

            if (have < _window.Length)
            {
                return file.Length;
            }

            from += have - GzipBlock.Start.Length + 1;
        }
    }

    private int Read(long at, Span<byte> bytes)
    {
        file.Position = at;
        return file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
    }
}
