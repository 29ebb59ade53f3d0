using System.Buffers;
using System.Buffers.Text;
using System.Text.Json.Serialization;
using Cortex.Live.Protocol;

namespace Cortex.Live;

/// <summary>
/// Sound or a picture as a borrowed view, raw or still base64: valid until the send completes, or until the next receive.
/// Who keeps it, copies it.
/// </summary>
[JsonConverter(typeof(MediaBytesConverter))]
public readonly struct MediaBytes
{
    private MediaBytes(string mimeType, ReadOnlyMemory<byte> bytes, bool isBase64)
    {
        MimeType = mimeType;
        Bytes = bytes;
        IsBase64 = isBase64;
    }

    /// <summary>For example <c>audio/pcm;rate=16000</c> or <c>image/jpeg</c>.</summary>
    public string MimeType { get => field ?? ""; }

    /// <summary>The payload as it is held: raw bytes, or base64 characters in ASCII (no escapes) when <see cref="IsBase64"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>True where <see cref="Bytes"/> is base64.</summary>
    public bool IsBase64 { get; }

    /// <summary>Length of the raw payload in bytes.</summary>
    public int DecodedLength
    {
        get
        {
            if (!IsBase64)
            {
                return Bytes.Length;
            }

            var text = Bytes.Span;
            var padding = text is [.., (byte)'=', (byte)'='] ? 2 : text is [.., (byte)'='] ? 1 : 0;
            return (text.Length / 4 * 3) - padding;
        }
    }

    /// <summary>A view of raw bytes.</summary>
    public static MediaBytes FromRaw(string mimeType, ReadOnlyMemory<byte> bytes) => new(mimeType, bytes, isBase64: false);

    /// <summary>A view of base64 in ASCII, padded, without escapes; the caller has checked that.</summary>
    public static MediaBytes FromBase64(string mimeType, ReadOnlyMemory<byte> base64) => new(mimeType, base64, isBase64: true);

    /// <summary>Copies the raw payload, decoding where needed; allocates nothing.</summary>
    /// <param name="destination">At least <see cref="DecodedLength"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="FormatException">The base64 is damaged.</exception>
    public int CopyTo(Span<byte> destination)
    {
        if (destination.Length < DecodedLength)
        {
            throw new ArgumentException($"the payload needs {DecodedLength} bytes, there is room for {destination.Length}", nameof(destination));
        }

        if (!IsBase64)
        {
            Bytes.Span.CopyTo(destination);
            return Bytes.Length;
        }

        var status = Base64.DecodeFromUtf8(Bytes.Span, destination, out _, out var written);
        return status is OperationStatus.Done
            ? written
            : throw new FormatException($"the base64 of a {MimeType} payload is damaged after {written} bytes");
    }

    /// <summary>The raw payload in an array of its own.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[DecodedLength];
        CopyTo(bytes);
        return bytes;
    }
}
