using System.Globalization;
using Cortex.Media.Audio;

namespace Cortex.Engines.Http;

/// <summary>Sound of a speech model in either of its forms: a whole WAV file, or bare PCM whose rate the mime type tells (reference 7.3).</summary>
internal static class SpeechSound
{
    private const int SampleRateHz = 24_000;

    /// <summary>The sound as PCM, 24 kHz, mono, 16 bits little-endian.</summary>
    /// <exception cref="AudioFileException">It is a WAV file that cannot be read.</exception>
    public static byte[] ToPcm(byte[] data, string? mimeType)
    {
        if (data.AsSpan().StartsWith("RIFF"u8))
        {
            return ToBytes(WavReader.ReadAll(new MemoryStream(data), "the spoken answer", SampleRateHz).Samples.Span);
        }

        var rate = RateOf(mimeType);
        if (rate == SampleRateHz)
        {
            return data.Length % sizeof(short) == 0 ? data : data[..^1];
        }

        // Little-endian in spite of the name L16.
        var samples = new short[data.Length / sizeof(short)];
        Pcm.FromBytes(data.AsSpan(0, samples.Length * sizeof(short)), samples);
        return ToBytes(Resampler.Convert(samples, rate, SampleRateHz));
    }

    private static int RateOf(string? mimeType)
    {
        foreach (var parameter in (mimeType ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            if (parameter.StartsWith("rate=", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(parameter.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate is >= 8000 and <= 192_000)
            {
                return rate;
            }
        }

        return SampleRateHz;
    }

    private static byte[] ToBytes(ReadOnlySpan<short> samples)
    {
        var bytes = new byte[samples.Length * sizeof(short)];
        Pcm.ToBytes(samples, bytes);
        return bytes;
    }
}
