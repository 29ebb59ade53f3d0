using System.Buffers;

namespace Cortex.Live.Protocol;

/// <summary>Writes messages as UTF-8 JSON: compact for clients, as the real server does for servers.</summary>
public static class MessageWriter
{
    /// <summary>Writes a client's message, compact. An audio or video input allocates nothing.</summary>
    public static void Write(IBufferWriter<byte> output, ClientMessage message) => throw new NotSupportedException();

    /// <summary>Writes a server's message: defaults omitted, int64 as strings, durations with s (reference 1.4).</summary>
    /// <param name="output">Where to.</param>
    /// <param name="message">The message.</param>
    /// <param name="indented">Two spaces and a trailing newline, as the real server writes.</param>
    public static void Write(IBufferWriter<byte> output, ServerMessage message, bool indented) => throw new NotSupportedException();
}
