using System.Runtime.InteropServices;

namespace Cortex.Media.Voices;

/// <summary>One voice of the model: a row of 256 numbers for each length of text, because a long sentence is spoken differently.</summary>
internal sealed class KokoroStyle
{
    /// <summary>Numbers in a row.</summary>
    public const int Width = 256;

    private readonly float[] _rows;

    private KokoroStyle(float[] rows) => _rows = rows;

    /// <summary>Reads a voice: little-endian 32-bit floats, at least one row.</summary>
    /// <exception cref="VoiceException">The file is none.</exception>
    public static KokoroStyle Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes.Length > 0 && bytes.Length % (Width * sizeof(float)) == 0
            ? new KokoroStyle(MemoryMarshal.Cast<byte, float>(bytes).ToArray())
            : throw new VoiceException($"{path}: is no voice of Kokoro ({bytes.Length} bytes); fetch it again: cortex models pull kokoro");
    }

    /// <summary>The row for so many phonemes, the ends not counted.</summary>
    public Memory<float> For(int phonemes) =>
        _rows.AsMemory(Math.Min(phonemes, (_rows.Length / Width) - 1) * Width, Width);
}
