namespace Cortex.Live.Protocol;

/// <summary>
/// Reads what a client said, strictly, in both spellings (camelCase and snake_case) at every level except inside args, responses
/// and schemas (reference 1.4). For servers.
/// </summary>
public sealed class ClientMessageReader
{
    /// <summary>Reads one whole message.</summary>
    /// <param name="utf8">The message; escapes inside base64 are resolved in place, so the buffer is written to.</param>
    /// <returns>The message; the one of the audio path is reused by the next call, and its media are views of the buffer.</returns>
    /// <exception cref="ProtocolException">Malformed, duplicate, unknown or wrongly typed; says where.</exception>
    public ClientMessage Read(Memory<byte> utf8) => throw new NotSupportedException();
}
