using System.Buffers.Binary;

namespace Cortex.Media.Audio;

/// <summary>What the <c>fmt</c> chunk of a WAV file says, checked.</summary>
internal sealed record WavFormat(WavEncoding Encoding, int Channels, int SampleRateHz, int BitsPerSample)
{
    public const int MinSampleRateHz = 1000;
    public const int MaxSampleRateHz = 768_000;
    private const int MaxChannels = 64;
    private const int Extensible = 0xFFFE;

    public int SampleBytes => (BitsPerSample + 7) / 8;

    public int FrameBytes => SampleBytes * Channels;

    public static WavFormat Parse(ReadOnlySpan<byte> chunk, string name)
    {
        if (chunk.Length < 16)
        {
            throw WavErrors.Damaged(name, $"its format chunk has {chunk.Length} bytes, at least 16 are needed");
        }

        int code = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (code == Extensible && chunk.Length >= 26)
        {
            code = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        }

        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int align = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (code is not ((int)WavEncoding.Pcm or (int)WavEncoding.Float))
        {
            throw WavErrors.Compressed(name, code);
        }

        var format = new WavFormat((WavEncoding)code, channels, (int)Math.Min(rate, int.MaxValue), bits);
        format.Check(align, name);
        return format;
    }

    private void Check(int align, string name)
    {
        if (Channels is 0 or > MaxChannels)
        {
            throw WavErrors.Damaged(name, $"its header says {Channels} channels, 1 to {MaxChannels} are possible");
        }

        if (SampleRateHz is < MinSampleRateHz or > MaxSampleRateHz)
        {
            throw WavErrors.Damaged(name, $"its header says {SampleRateHz} samples a second, {MinSampleRateHz} to {MaxSampleRateHz} are possible");
        }

        var known = Encoding is WavEncoding.Float ? BitsPerSample is 32 or 64 : BitsPerSample is >= 8 and <= 32;
        if (!known)
        {
            var possible = Encoding is WavEncoding.Float ? "32 or 64" : "8 to 32";
            throw WavErrors.Damaged(name, $"its header says {BitsPerSample} bits a sample, {possible} are possible");
        }

        // Some writers leave it 0; one that contradicts the rest would turn the sound into noise.
        if (align != 0 && align != FrameBytes)
        {
            throw WavErrors.Damaged(name, $"its header says {align} bytes for {Channels} samples of {BitsPerSample} bits");
        }
    }
}
