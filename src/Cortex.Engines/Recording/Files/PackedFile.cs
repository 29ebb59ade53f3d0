using System.Buffers;

namespace Cortex.Engines.Recording.Files;

/// <summary>Lines in blocks of a second, or of <see cref="BlockBytes"/>.</summary>
internal sealed class PackedFile(FileStream file) : IRecordingFile
{
    private const int BlockBytes = 256 * 1024;

    private readonly ArrayBufferWriter<byte> _lines = new(4096);
    private readonly MemoryStream _block = new();
    private long _written;

    // What waits shrinks when it is packed: text to a tenth, sound and pictures to three quarters.
    public long Length => _written + _lines.WrittenCount;

    public bool HasWaiting => _lines.WrittenCount > 0;

    public TimeSpan MostWait { get; } = TimeSpan.FromSeconds(1);

    public void Append(ReadOnlySpan<byte> line)
    {
        if (_lines.WrittenCount + line.Length > BlockBytes)
        {
            Flush();
        }

        _lines.Write(line);
    }

    public void Flush()
    {
        if (_lines.WrittenCount is 0)
        {
            return;
        }

        GzipBlock.Pack(_lines.WrittenSpan, _block);
        _lines.ResetWrittenCount();
        file.Write(_block.GetBuffer().AsSpan(0, (int)_block.Length));
        file.Flush();
        _written += _block.Length;
    }

    public void Sync() => file.Flush(flushToDisk: file.CanSeek);

    public void Dispose() => file.Dispose();
}
