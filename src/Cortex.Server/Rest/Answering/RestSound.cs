using Cortex.Live;
using Cortex.Media.Audio;
using Cortex.Server.Rules;

namespace Cortex.Server.Rest;

/// <summary>Sound of bodies and answers.</summary>
internal static class RestSound
{
    private const int SpeechHz = 16_000;
    private const int AnswerHz = 24_000;

    /// <summary>PCM at 16 kHz for a brain.</summary>
    /// <exception cref="RestFault">400: neither WAV nor PCM.</exception>
    public static ReadOnlyMemory<byte> ToSpeech(MediaBytes sound)
    {
        if (MediaRules.IsNativePcm(sound.MimeType))
        {
            return sound.ToArray();
        }

        return sound.MimeType is "audio/wav" or "audio/x-wav" or "audio/wave" ? FromWav(sound.ToArray())
            : MediaRules.TryRate(sound.MimeType, out var rateHz) ? ToBytes(Resampler.Convert(ToSamples(sound.ToArray()), rateHz, SpeechHz))
            : throw RestFault.Invalid($"Unsupported MIME type: {sound.MimeType}");
    }

    /// <summary>24 kHz PCM as a complete WAV file.</summary>
    public static byte[] ToWav(ReadOnlyMemory<byte> pcm)
    {
        var file = new MemoryStream();
        using (var writer = new WavWriter(file, "answer", AnswerHz))
        {
            writer.Write(ToSamples(pcm.Span));
        }

        return file.ToArray();
    }

    private static byte[] FromWav(byte[] wav)
    {
        try
        {
            return ToBytes(WavReader.ReadAll(new MemoryStream(wav), "audio part", SpeechHz).Samples.Span);
        }
        catch (AudioFileException fault)
        {
            throw RestFault.Invalid(fault.Message);
        }
    }

    private static short[] ToSamples(ReadOnlySpan<byte> bytes)
    {
        var samples = new short[bytes.Length / sizeof(short)];
        Pcm.FromBytes(bytes[..(samples.Length * sizeof(short))], samples);
        return samples;
    }

    private static byte[] ToBytes(ReadOnlySpan<short> samples)
    {
        var bytes = new byte[samples.Length * sizeof(short)];
        Pcm.ToBytes(samples, bytes);
        return bytes;
    }
}
