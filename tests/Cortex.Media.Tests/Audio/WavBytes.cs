using System.Buffers.Binary;
using System.Text;

namespace Cortex.Media.Tests.Audio;

/// <summary>WAV files put together byte by byte, right or wrong as a test wants them.</summary>
internal static class WavBytes
{
    public static byte[] Format(int code, int channels, int rate, int bits, int? align = null)
    {
        var body = new byte[16];
        var bytes = align ?? channels * ((bits + 7) / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)code);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(4), (uint)rate);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(8), (uint)(rate * bytes));
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(12), (ushort)bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(14), (ushort)bits);
        return body;
    }

    /// <summary>The 40-byte form, its real code in the sub-format's first two bytes.</summary>
    public static byte[] Extensible(int code, int channels, int rate, int bits)
    {
        var body = new byte[40];
        Format(0xFFFE, channels, rate, bits).CopyTo(body, 0);
        body[16] = 22;
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(18), (ushort)bits);
        body[24] = (byte)code;
        Convert.FromHexString("000000001000800000AA00389B71").CopyTo(body, 26);
        return body;
    }

    public static byte[] Chunk(string id, byte[] body, uint? size = null)
    {
        var head = new byte[8];
        Encoding.ASCII.GetBytes(id).CopyTo(head, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), size ?? (uint)body.Length);
        return [.. head, .. body, .. new byte[body.Length % 2]];
    }

    public static byte[] File(params byte[][] chunks) => File("RIFF", null, chunks);

    public static byte[] File(string id, uint? size, params byte[][] chunks)
    {
        byte[] body = [.. "WAVE"u8, .. chunks.SelectMany(c => c)];
        return [.. Chunk(id, [], size ?? (uint)body.Length), .. body];
    }

    public static byte[] Pcm16(int rate, ReadOnlySpan<short> samples) =>
        File(Chunk("fmt ", Format(1, 1, rate, 16)), Chunk("data", Tone.Bytes(samples)));
}
