using Cortex.Media.Audio;

namespace Cortex.Media.Voices;

/// <summary>Sound as models give it, made into what voices return.</summary>
internal static class NeuralSpeech
{
    private const int SampleRateHz = 24_000;

    /// <summary>Numbers of -1 to 1 as PCM at 24 kHz, levelled like every other voice.</summary>
    public static byte[] ToPcm(ReadOnlySpan<float> sound, int sampleRateHz)
    {
        var samples = new short[sound.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = float.IsFinite(sound[i]) ? Pcm.Saturate(sound[i] * (Pcm.FullScale - 1)) : (short)0;
        }

        var speech = sampleRateHz == SampleRateHz ? samples : Resampler.Convert(samples, sampleRateHz, SampleRateHz);
        var levelled = SpeechLevel.Level(speech, SampleRateHz).Span;
        var bytes = new byte[levelled.Length * sizeof(short)];
        Pcm.ToBytes(levelled, bytes);
        return bytes;
    }
}
