namespace Cortex.Media.Frames;

/// <summary>One encoded picture.</summary>
/// <param name="Bytes">JPEG, PNG or WebP; never written to again.</param>
/// <param name="MimeType">For example <c>image/jpeg</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="CapturedAt">When, in <see cref="TimeProvider.GetTimestamp"/> units; 0 where unknown.</param>
public sealed record Frame(ReadOnlyMemory<byte> Bytes, string MimeType, int Width, int Height, long CapturedAt);
