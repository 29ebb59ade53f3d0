using Cortex.EndToEnd.Program;
using Cortex.Media.Audio;
using Cortex.Testing;

namespace Cortex.EndToEnd.Sight;

/// <summary>Videos by the real ffmpeg, and a voice that goes on as long as a test wants.</summary>
internal static class MadeMedia
{
    private const int SampleRateHz = 16_000;

    /// <summary>A video of a source that ffmpeg draws, such as <c>testsrc2=s=640x480:r=25</c>.</summary>
    public static async Task<string> VideoAsync(TemporaryFolder folder, string name, string source, int seconds)
    {
        var path = folder.File(name);
        await Programs.RunAsync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-y", "-f", "lavfi", "-t", $"{seconds}", "-i", source, "-c:v", "mjpeg", "-q:v", "3", path]);
        return path;
    }

    /// <summary>Half a second of silence, then a voice without a pause: harmonics under two formants, in syllables.</summary>
    public static string Voice(TemporaryFolder folder, string name, double seconds)
    {
        var path = folder.File(name);
        var samples = new short[(int)((seconds + 0.5) * SampleRateHz)];
        var phase = 0.0;
        for (var i = SampleRateHz / 2; i < samples.Length; i++)
        {
            var t = (double)i / SampleRateHz;
            var pitch = 120 + (25 * Math.Sin(2 * Math.PI * 0.7 * t));
            phase += 2 * Math.PI * pitch / SampleRateHz;
            var value = 0.0;
            for (var harmonic = 1; harmonic * pitch < 3800; harmonic++)
            {
                value += Formants(harmonic * pitch) * Math.Sin(harmonic * phase) / Math.Sqrt(harmonic);
            }

            samples[i] = (short)Math.Clamp(value * (0.35 + (0.65 * Math.Pow(Math.Sin(Math.PI * 4 * t), 2))) * 5200, short.MinValue, short.MaxValue);
        }

        using var file = new WavWriter(path, SampleRateHz);
        file.Write(samples);
        return path;
    }

    private static double Formants(double hz) => Resonance(hz, 550, 120) + (0.6 * Resonance(hz, 1500, 200)) + (0.25 * Resonance(hz, 2500, 300)) + 0.02;

    private static double Resonance(double hz, double centre, double width) => 1 / (1 + Math.Pow((hz - centre) / width, 2));
}
