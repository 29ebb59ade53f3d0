using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Cortex.Live.Tests.Session.Lives;

/// <summary>Sound both ways with its origin written into it.</summary>
internal static class LifeSounds
{
    public const int ChunkMs = 20;

    private const int Magic = 0x0BADBEE;
    private static readonly byte[] Speech = Made(0.3, static (at, dice) => (dice - 0.5) * 0.4 * Math.Abs(Math.Sin(at * 14)));
    private static readonly byte[] Soft = Made(1.2, static (at, _) => 0.0003 * Math.Sin(at * 440 * Math.Tau));
    private static readonly byte[] Tone = Made(1, static (at, _) => 0.3 * Math.Sin(at * 440 * Math.Tau));

    /// <summary>20 ms of the microphone.</summary>
    public static byte[] Chunk(int question, int chunk, bool isLast)
    {
        var bytes = new byte[ChunkMs * 32];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, question);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), chunk);
        bytes[8] = isLast ? (byte)1 : (byte)0;
        return bytes;
    }

    public static (int Question, int Chunk, bool IsLast) Read(ReadOnlySpan<byte> chunk) =>
        (BinaryPrimitives.ReadInt32LittleEndian(chunk), BinaryPrimitives.ReadInt32LittleEndian(chunk[4..]), chunk[8] != 0);

    /// <summary>A piece of an answer.</summary>
    public static byte[] Piece(int answer, int piece) => Message(Speech, answer, piece);

    /// <summary>One that nobody can hear.</summary>
    public static byte[] Softly(int answer) => Message(Soft, answer, 0);

    /// <summary>A note.</summary>
    public static byte[] Note() => Message(Tone, 0, 0);

    /// <summary>Which piece of which answer this is; null: none that says.</summary>
    public static (int Answer, int Piece)? Origin(ReadOnlySpan<byte> sound) =>
        sound.Length >= 12 && BinaryPrimitives.ReadInt32LittleEndian(sound) == Magic
            ? (BinaryPrimitives.ReadInt32LittleEndian(sound[4..]), BinaryPrimitives.ReadInt32LittleEndian(sound[8..]))
            : null;

    private static byte[] Message(byte[] sound, int answer, int piece)
    {
        byte[] marked = [.. sound];
        if (answer > 0)
        {
            BinaryPrimitives.WriteInt32LittleEndian(marked, Magic);
            BinaryPrimitives.WriteInt32LittleEndian(marked.AsSpan(4), answer);
            BinaryPrimitives.WriteInt32LittleEndian(marked.AsSpan(8), piece);
        }

        return Encoding.UTF8.GetBytes(
            """{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"DATA"}}]}}}"""
                .Replace("DATA", Convert.ToBase64String(marked), StringComparison.Ordinal));
    }

    private static byte[] Made(double seconds, Func<double, double, double> wave)
    {
        var dice = new Random(7);
        short[] samples = [.. Enumerable.Range(0, (int)(seconds * 24_000)).Select(i => (short)(wave(i / 24_000.0, dice.NextDouble()) * short.MaxValue))];
        Array.Clear(samples, samples.Length - 900, 900);
        return MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
    }
}
