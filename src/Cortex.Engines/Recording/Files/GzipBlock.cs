using System.Buffers.Binary;
using System.IO.Compression;

namespace Cortex.Engines.Recording.Files;

/// <summary>
/// A piece of a packed recording: a gzip member of its own, so that <c>zcat</c> reads the whole file, with its length and a checksum
/// of its head in gzip's extra field, so that the next one is found after a damaged one (as in BGZF). It holds whole lines.
/// </summary>
internal static class GzipBlock
{
    /// <summary>Before the packed bytes.</summary>
    public const int HeadLength = 24;

    /// <summary>No block has more, packed or unpacked: a length beyond it is damage.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    // Behind the packed bytes: checksum and length of what was packed.
    private const int FootLength = 8;

    /// <summary>How every block begins: gzip, deflate, an extra field of 12 bytes, ours, 8 bytes long.</summary>
    public static ReadOnlySpan<byte> Start => [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 12, 0, (byte)'C', (byte)'X', 8, 0];

    /// <summary>Packs lines.</summary>
    /// <param name="lines">Not more than <see cref="MostBytes"/>.</param>
    /// <param name="output">Emptied first; gets the block.</param>
    public static void Pack(ReadOnlySpan<byte> lines, MemoryStream output)
    {
        output.SetLength(0);
        output.Write(Start);
        output.SetLength(HeadLength);
        output.Position = HeadLength;
        using (var deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(lines);
        }

        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(four, Crc32.Of(lines));
        output.Write(four);
        BinaryPrimitives.WriteInt32LittleEndian(four, lines.Length);
        output.Write(four);
        var head = output.GetBuffer().AsSpan(0, HeadLength);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], (int)output.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[20..], Crc32.Of(head[..20]));
    }

    /// <summary>The length of the block with this head; 0: it is no head, or a damaged one.</summary>
    public static int LengthOf(ReadOnlySpan<byte> head) =>
        head.Length >= HeadLength
        && head.StartsWith(Start)
        && BinaryPrimitives.ReadUInt32LittleEndian(head[20..]) == Crc32.Of(head[..20])
        && BinaryPrimitives.ReadInt32LittleEndian(head[16..]) is var length and > HeadLength + FootLength and <= MostBytes
            ? length
            : 0;

    /// <summary>Unpacks a whole block; null: it is damaged.</summary>
    public static byte[]? Unpack(byte[] block, int length)
    {
        var foot = block.AsSpan(length - FootLength, FootLength);
        if (BinaryPrimitives.ReadInt32LittleEndian(foot[4..]) is not (var size and >= 0 and <= MostBytes))
        {
            return null;
        }

        var lines = new byte[size];
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(block, HeadLength, length - HeadLength - FootLength), CompressionMode.Decompress);
            if (inflate.ReadAtLeast(lines, size, throwOnEndOfStream: false) < size || inflate.ReadByte() >= 0)
            {
                return null;
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return Crc32.Of(lines) == BinaryPrimitives.ReadUInt32LittleEndian(foot) ? lines : null;
    }
}
