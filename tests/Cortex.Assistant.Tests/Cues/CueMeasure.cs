using System.Numerics;
using Cortex.Assistant.Cues;

namespace Cortex.Assistant.Tests.Cues;

/// <summary>Measures a sound as an ear would: how loud when, how high when, and where its energy lies.</summary>
internal static class CueMeasure
{
    public const int FrameMs = 10;
    const int Frame = CueSounds.SampleRateHz * FrameMs / 1000;

    /// <summary>Share of the energy from one frequency to another.</summary>
    public static double Share(ReadOnlySpan<short> sound, double fromHz, double toHz)
    {
        var power = Power(sound, window: false);
        double inside = 0, all = 0;
        for (var i = 0; i < power.Length; i++)
        {
            var hz = (double)i * CueSounds.SampleRateHz / (2 * power.Length);
            all += power[i];
            inside += hz >= fromHz && hz < toHz ? power[i] : 0;
        }

        return inside / all;
    }

    /// <summary>Loudness every 10 ms, 0 to 1 of the loudest.</summary>
    public static double[] Envelope(ReadOnlySpan<short> sound)
    {
        var frames = new double[(sound.Length + Frame - 1) / Frame];
        for (var i = 0; i < frames.Length; i++)
            frames[i] = Cortex.Media.Audio.Pcm.Rms(sound[(i * Frame)..Math.Min(sound.Length, (i + 1) * Frame)]);
        var loudest = frames.Max();
        return [.. frames.Select(value => value / loudest)];
    }

    /// <summary>Pitch every 10 ms in semitones over 2 kHz; null where it is too soft to have one.</summary>
    public static double?[] Contour(ReadOnlySpan<short> sound)
    {
        var loudness = Envelope(sound);
        var pitch = new double?[loudness.Length];
        for (var i = 0; i < pitch.Length; i++)
        {
            if (loudness[i] < 0.1)
                continue;
            var power = Power(sound[(i * Frame)..Math.Min(sound.Length, (i + 1) * Frame)], window: true);
            var loudest = Array.IndexOf(power, power.Max());
            pitch[i] = 12 * Math.Log2((double)loudest * CueSounds.SampleRateHz / (2 * power.Length) / 2000);
        }

        return pitch;
    }

    /// <summary>How differently two envelopes go: 0 the same, 1 one sounds only where the other is silent.</summary>
    public static double RhythmDistance(double[] a, double[] b)
    {
        double apart = 0, all = 0;
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var (left, right) = (i < a.Length ? a[i] : 0, i < b.Length ? b[i] : 0);
            apart += Math.Abs(left - right);
            all += Math.Max(left, right);
        }

        return apart / all;
    }

    /// <summary>How far apart two contours are while both sound: semitones, mean.</summary>
    public static double PitchDistance(double?[] one, double?[] other)
    {
        var both = one.Zip(other).Where(pair => pair is { First: not null, Second: not null }).ToList();
        return both.Count == 0 ? 12 : both.Average(pair => Math.Abs(pair.First!.Value - pair.Second!.Value));
    }

    static double[] Power(ReadOnlySpan<short> sound, bool window)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1024, sound.Length));
        var values = new Complex[size];
        for (var i = 0; i < sound.Length; i++)
            values[i] = sound[i] * (window ? 0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / sound.Length)) : 1);
        Transform(values);
        return [.. values.Take(size / 2).Select(value => (value.Real * value.Real) + (value.Imaginary * value.Imaginary))];
    }

    static void Transform(Complex[] values)
    {
        if (values.Length == 1)
            return;
        var even = new Complex[values.Length / 2];
        var odd = new Complex[values.Length / 2];
        for (var i = 0; i < even.Length; i++)
            (even[i], odd[i]) = (values[2 * i], values[(2 * i) + 1]);
        Transform(even);
        Transform(odd);
        for (var i = 0; i < even.Length; i++)
        {
            var turned = Complex.FromPolarCoordinates(1, -2 * Math.PI * i / values.Length) * odd[i];
            (values[i], values[i + even.Length]) = (even[i] + turned, even[i] - turned);
        }
    }
}
