namespace Cortex.Engines.Recording.Files;

/// <summary>Lines as they are, up to <see cref="GzipBlock.MostBytes"/> each.</summary>
internal sealed class PlainLines(Stream file) : ILineSource
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isOver;
    private string? _damage;

    public bool IsCut { get; private set; }

    public string? TakeDamage() => Interlocked.Exchange(ref _damage, null);

    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        var skipped = 0L;
        for (var searched = 0; ;)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = _buffer.AsMemory(_start, searched + at);
                _start += searched + at + 1;
                if (skipped is 0)
                {
                    return true;
                }

                (_damage, skipped, searched) = ($"a line of {skipped + line.Length} bytes is no line of a recording", 0, 0);
                continue;
            }

            searched = _end - _start;
            if (_isOver)
            {
                // A line without an end was not finished: it may be cut even where it reads well.
                IsCut = searched > 0 || skipped > 0;
                (line, _start) = (default, _end);
                return false;
            }

            if (searched >= GzipBlock.MostBytes)
            {
                (skipped, searched, _start, _end) = (skipped + searched, 0, 0, 0);
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_end, _start) = (_end - _start, 0);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = file.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isOver = read is 0;
    }
}
