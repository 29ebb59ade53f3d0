using System.Buffers.Binary;

namespace Cortex.Server.Tests.Rig;

/// <summary>Something like a vowel: a wavering pitch, formants, four syllables a second; PCM at 16 kHz.</summary>
internal static class Voice
{
    private const int RateHz = 16_000;

    public static byte[] Speak(TimeSpan duration)
    {
        var pcm = new byte[(int)(duration.TotalSeconds * RateHz) * 2];
        var phase = 0.0;
        for (var index = 0; index < pcm.Length / 2; index++)
        {
            var time = (double)index / RateHz;
            phase += 2 * Math.PI * (130 + (8 * Math.Sin(2 * Math.PI * 3 * time))) / RateHz;
            var value = 0.0;
            for (var harmonic = 1; harmonic <= 25; harmonic++)
            {
                value += Gain(harmonic * 130, harmonic) * Math.Sin(harmonic * phase);
            }

            var sample = (short)(4_500 * value * (0.55 + (0.45 * Math.Sin(2 * Math.PI * 4 * time))));
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(index * 2), sample);
        }

        return pcm;
    }

    private static double Gain(double frequency, int harmonic) =>
        (0.08 / harmonic) + Peak(frequency, 700) + (Peak(frequency, 1_200) / 2) + (Peak(frequency, 2_600) / 3);

    private static double Peak(double frequency, double formant) => Math.Exp(-Math.Pow((frequency - formant) / 180, 2));
}
