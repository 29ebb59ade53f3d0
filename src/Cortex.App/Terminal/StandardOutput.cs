namespace Cortex.App.Terminal;

/// <summary>Standard output, which may be closed: that is found out by the first word written, not before the program began.</summary>
internal static class StandardOutput
{
    public static TextWriter Open()
    {
        try
        {
            return Console.Out;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return new StreamWriter(new ClosedStream()) { AutoFlush = true };
        }
    }

    private sealed class ClosedStream : MemoryStream
    {
        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("standard output is closed");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("standard output is closed");
    }
}
