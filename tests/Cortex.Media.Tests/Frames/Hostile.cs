using System.Buffers.Binary;
using System.IO.Compression;

namespace Cortex.Media.Tests.Frames;

/// <summary>Pictures made to hurt, byte by byte.</summary>
static class Hostile
{
    /// <summary>A sound JPEG whose header claims another size, and perhaps another kind (0xC2: progressive).</summary>
    public static byte[] Claiming(byte[] jpeg, int width, int height, byte? kind = null)
    {
        var copy = jpeg.ToArray();
        var frame = copy.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(frame + 5), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(frame + 7), (ushort)width);
        copy[frame + 1] = kind ?? copy[frame + 1];
        return copy;
    }

    /// <summary>A sound JPEG that says how the camera was held (EXIF tag 0x0112).</summary>
    public static byte[] Turned(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>A grey PNG of any size, in little memory: black on the left half, white on the right.</summary>
    public static byte[] Png(int width, int height, bool interlaced = false, int? rows = null)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (8, 0, (byte)(interlaced ? 1 : 0));
        Chunk(file, "IHDR"u8, header);
        using (var packed = new MemoryStream())
        {
            using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                var row = new byte[width + 1];
                row.AsSpan(1 + (width / 2)).Fill(255);
                for (var y = 0; y < (rows ?? height); y++)
                    zlib.Write(row);
            }

            Chunk(file, "IDAT"u8, packed.ToArray());
        }

        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] body = [.. name, .. content];
        file.Write(body);
        var crc = uint.MaxValue;
        foreach (var value in body)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        file.Write(number);
    }
}
