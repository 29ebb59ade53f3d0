using System.Buffers.Binary;
using SkiaSharp;

namespace Cortex.Media.Camera;

/// <summary>
/// Completes the head of a camera's JPEG while it gets memory of its own: the tables that many cameras leave out because everybody knows
/// them, and a mark that says how it stands. The compressed picture stays as it is. Pure.
/// </summary>
static class JpegHead
{
    // ITU-T T.81, annex K.3: the Huffman tables of which Motion-JPEG says that they need not be sent.
    static readonly byte[] StandardTables = [0xFF, 0xC4, 0x01, 0xA2, .. Convert.FromHexString(
        "0000010501010101010100000000000000000102030405060708090a0b0100030101010101010101010000000000000102030405060708090a0b100002010303" +
        "020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a343536" +
        "3738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3" +
        "b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa11000201020404030407050404000102770001" +
        "02031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a434445464748494a" +
        "535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5" +
        "c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa")];

    /// <summary>A copy that anybody can read.</summary>
    /// <param name="jpeg">From its start to its end.</param>
    /// <param name="mark">How it stands; null: as it is stored, or as its own mark says.</param>
    public static byte[] Complete(ReadOnlySpan<byte> jpeg, SKEncodedOrigin? mark)
    {
        ReadOnlySpan<byte> stands = mark is { } origin
            ? [0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)origin, 0, 0, 0, 0, 0, 0]
            : [];
        ReadOnlySpan<byte> tables = HasTables(jpeg) ? [] : StandardTables;
        var whole = new byte[jpeg.Length + stands.Length + tables.Length];
        jpeg[..2].CopyTo(whole);
        stands.CopyTo(whole.AsSpan(2));
        tables.CopyTo(whole.AsSpan(2 + stands.Length));
        jpeg[2..].CopyTo(whole.AsSpan(2 + stands.Length + tables.Length));
        return whole;
    }

    /// <summary>How a picture stands that is turned clockwise after it was stood upright.</summary>
    /// <param name="origin">How it stands before.</param>
    /// <param name="degrees">0, 90, 180 or 270.</param>
    public static SKEncodedOrigin Turned(SKEncodedOrigin origin, int degrees)
    {
        // EXIF's eight ways are two circles of quarter turns, plain and mirrored.
        ReadOnlySpan<SKEncodedOrigin> plain = [SKEncodedOrigin.TopLeft, SKEncodedOrigin.RightTop, SKEncodedOrigin.BottomRight, SKEncodedOrigin.LeftBottom];
        ReadOnlySpan<SKEncodedOrigin> mirrored = [SKEncodedOrigin.TopRight, SKEncodedOrigin.RightBottom, SKEncodedOrigin.BottomLeft, SKEncodedOrigin.LeftTop];
        var circle = plain.Contains(origin) ? plain : mirrored;
        return circle[(circle.IndexOf(origin) + (degrees / 90)) % 4];
    }

    static bool HasTables(ReadOnlySpan<byte> jpeg)
    {
        for (var position = 2; position + 4 <= jpeg.Length && jpeg[position] == 0xFF;)
        {
            var marker = jpeg[position + 1];
            if (marker is 0xC4 or 0xDA)
                return marker == 0xC4;
            position += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(position + 2)..]);
        }

        // What has no scan has no use for tables.
        return true;
    }
}
