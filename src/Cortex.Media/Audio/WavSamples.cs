using System.Buffers.Binary;

namespace Cortex.Media.Audio;

/// <summary>The bytes of a WAV file as mono 16-bit samples.</summary>
internal static class WavSamples
{
    public static void ToMono(ReadOnlySpan<byte> bytes, WavFormat format, Span<short> destination)
    {
        if (format is { Encoding: WavEncoding.Pcm, SampleBytes: 2, Channels: 1 })
        {
            Pcm.FromBytes(bytes, destination);
            return;
        }

        var size = format.SampleBytes;
        for (var frame = 0; !bytes.IsEmpty; frame++)
        {
            var sum = 0.0;
            for (var channel = 0; channel < format.Channels; channel++)
            {
                sum += Sample(bytes[(channel * size)..], format);
            }

            destination[frame] = Pcm.Saturate((float)(sum / format.Channels * Pcm.FullScale));
            bytes = bytes[format.FrameBytes..];
        }
    }

    /// <summary>-1 to 1. Whole numbers fill their bytes from the top, whatever number of bits they have.</summary>
    private static double Sample(ReadOnlySpan<byte> bytes, WavFormat format) => (format.Encoding, format.SampleBytes) switch
    {
        (WavEncoding.Pcm, 1) => (bytes[0] - 128) / 128.0,
        (WavEncoding.Pcm, 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768.0,
        (WavEncoding.Pcm, 3) => ((bytes[0] << 8) | (bytes[1] << 16) | (bytes[2] << 24)) / 2147483648.0,
        (WavEncoding.Pcm, _) => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648.0,
        (_, 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };
}
