namespace Cortex.Engines.Recording.Files;

/// <summary>Lines as they are.</summary>
internal sealed class PlainFile(FileStream file) : IRecordingFile
{
    public long Length { get; private set; }

    public bool HasWaiting { get; private set; }

    public TimeSpan MostWait => TimeSpan.Zero;

    public void Append(ReadOnlySpan<byte> line)
    {
        file.Write(line);
        Length += line.Length;
        HasWaiting = true;
    }

    public void Flush()
    {
        file.Flush();
        HasWaiting = false;
    }

    public void Sync() => file.Flush(flushToDisk: file.CanSeek);

    public void Dispose() => file.Dispose();
}
