using Cortex.Media.Audio;
using Cortex.Media.Speech;

namespace Cortex.Media.Tests.Speech;

/// <summary>Speech, noise and both together; times in seconds from the speech file's start.</summary>
internal static class Scene
{
    public const int Rate = 16000;

    public static short[] Speech(string name) =>
        WavReader.ReadAll(Path.Combine(AppContext.BaseDirectory, "Speech/data", name + ".wav"), Rate).Samples.ToArray();

    public static float[] Noise(string kind, int samples)
    {
        var random = new Random(7);
        var noise = new float[samples];
        var low = 0.0;
        for (var i = 0; i < samples; i++)
        {
            var white = (random.NextDouble() * 2) - 1;
            low = (0.98 * low) + (0.35 * white);
            double Sine(double hz) => Math.Sin(2 * Math.PI * hz * i / Rate);
            noise[i] = (float)(kind switch
            {
                "white" => white,
                "brown" => low,
                // Rumble and hiss that swell and fade, as traffic does.
                "street" => (low * (1 + (0.5 * Sine(0.23)))) + (0.15 * white * (1 + (0.35 * Sine(0.41)))),
                "hum" => Sine(50) + Sine(100) + Sine(150) + Sine(250),
                "tone" => Sine(880),
                _ => 0.0,
            });
        }

        return noise;
    }

    /// <summary>Lead seconds of noise, the speech in it so many dB louder than it, and two seconds of noise after.</summary>
    public static short[] Mix(short[] speech, string noise, double snrDb, double lead)
    {
        var leadSamples = (int)(lead * Rate);
        var all = new float[leadSamples + speech.Length + (2 * Rate)];
        if (noise != "none")
        {
            var bed = Noise(noise, all.Length);
            var gain = Rms([.. speech.Where(s => s != 0).Select(s => (float)s)]) / Rms(bed) / Math.Pow(10, snrDb / 20);
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = (float)(bed[i] * gain);
            }
        }

        for (var i = 0; i < speech.Length; i++)
        {
            all[leadSamples + i] += speech[i];
        }

        return [.. all.Select(Pcm.Saturate)];
    }

    /// <summary>The marks, in seconds from the lead's end.</summary>
    public static List<(VoiceMarkKind Kind, double At, double Decided)> Hear(
        ReadOnlySpan<short> sound, double lead = 0, TurnDetectorOptions? options = null, int chunk = int.MaxValue)
    {
        var turns = new TurnDetector(new SignalVoiceDetector(), options);
        var marks = new List<(VoiceMarkKind, double, double)>();
        while (!sound.IsEmpty)
        {
            var part = sound[..Math.Min(chunk, sound.Length)];
            sound = sound[part.Length..];
            while (turns.Next(ref part, out var mark))
            {
                marks.Add((mark.Kind, ((double)mark.Position / Rate) - lead, ((double)mark.DecidedAt / Rate) - lead));
            }
        }

        return marks;
    }

    private static double Rms(float[] samples) => Math.Sqrt(samples.Sum(s => (double)s * s) / samples.Length);
}
