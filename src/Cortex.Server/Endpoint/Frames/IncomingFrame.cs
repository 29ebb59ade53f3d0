namespace Cortex.Server.Endpoint;

/// <summary>What came off the socket.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">The message; valid until the next read.</param>
internal readonly record struct IncomingFrame(FrameKind Kind, Memory<byte> Bytes);
