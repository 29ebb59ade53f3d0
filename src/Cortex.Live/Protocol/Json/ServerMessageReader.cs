namespace Cortex.Live.Protocol;

/// <summary>
/// Reads what a server said, leniently: unknown fields are skipped, unknown kinds kept (reference 1.3, 1.4).
/// One reader belongs to one connection: the message of the audio path is one object, filled anew each time.
/// </summary>
public sealed class ServerMessageReader
{
    /// <summary>Reads one whole message.</summary>
    /// <param name="utf8">The message; escapes inside base64 are resolved in place, so the buffer is written to.</param>
    /// <returns>The message; it and its media are valid until the next call, and as long as the buffer is left alone.</returns>
    /// <exception cref="ProtocolException">It is no JSON object, or a known field has the wrong type.</exception>
    public ServerMessage Read(Memory<byte> utf8) => throw new NotSupportedException();
}
