using Cortex.Media.Audio;

namespace Cortex.Engines.Scenario;

/// <summary>Sounds of a script that no voice makes: 24 kHz, mono, 16 bits little-endian.</summary>
internal static class ScriptSounds
{
    private const int SampleRateHz = 24_000;
    private const double Amplitude = 0.25;
    private const int FadeMs = 5;

    public static byte[] Silence(int milliseconds) => new byte[Samples(milliseconds) * 2];

    /// <summary>A sine, 12 dB below full scale, without clicks at its ends.</summary>
    public static byte[] Tone(int hz, int milliseconds)
    {
        var samples = new short[Samples(milliseconds)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = Pcm.Saturate((float)(Amplitude * short.MaxValue * Math.Sin(2 * Math.PI * hz * i / SampleRateHz)));
        }

        var fade = Math.Min(Samples(FadeMs), samples.Length / 2);
        Pcm.Fade(samples.AsSpan(0, fade), 0, 1);
        Pcm.Fade(samples.AsSpan(samples.Length - fade), 1, 0);
        return Bytes(samples);
    }

    public static byte[] Wav(Script script, string path)
    {
        var recording = WavReader.ReadAll(script.OpenFile(path), path, SampleRateHz);
        return Bytes(recording.Samples.Span);
    }

    private static int Samples(int milliseconds) => SampleRateHz / 1000 * milliseconds;

    private static byte[] Bytes(ReadOnlySpan<short> samples)
    {
        var bytes = new byte[samples.Length * 2];
        Pcm.ToBytes(samples, bytes);
        return bytes;
    }
}
