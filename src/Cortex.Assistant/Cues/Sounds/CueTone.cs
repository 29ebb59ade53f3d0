using Cortex.Media.Audio;

namespace Cortex.Assistant.Cues;

/// <summary>Makes the sound of a cue out of its notes: sines with one or two overtones, none of them above 8 kHz.</summary>
internal static class CueTone
{
    /// <summary>−4.5 dBFS, the middle of what is near-ear safe and still heard in a street.</summary>
    public const double Peak = 0.596;

    private const double AttackMs = 5;
    private const double ReleaseMs = 12;
    private const double Ceiling = 7500;
    private const double FadeHz = 1000;
    private const double Semitone = 1.0595;

    // Second and third partial: a little colour, so that it is a small bell and no test tone.
    private static readonly double[] Partials = [1, 0.1, 0.04];

    public static short[] Render(ReadOnlySpan<CueNote> notes, int sampleRateHz)
    {
        var lengthMs = 0;
        foreach (var note in notes)
        {
            lengthMs = Math.Max(lengthMs, note.AtMs + note.LengthMs);
        }

        var sum = new double[sampleRateHz * lengthMs / 1000];
        foreach (var note in notes)
        {
            Add(note, note.FromHz, note.ToHz, sum, sampleRateHz);
            if (note.Shape is CueShape.Rough)
            {
                Add(note, note.FromHz * Semitone, note.ToHz * Semitone, sum, sampleRateHz);
            }
        }

        var loudest = sum.Max(Math.Abs);
        return [.. sum.Select(value => Pcm.Saturate((float)(value * Peak / loudest * Pcm.FullScale)))];
    }

    private static void Add(in CueNote note, double fromHz, double toHz, double[] sum, int sampleRateHz)
    {
        var start = note.AtMs * sampleRateHz / 1000;
        var count = note.LengthMs * sampleRateHz / 1000;
        var phase = 0.0;
        for (var i = 0; i < count; i++)
        {
            var pitch = fromHz + ((toHz - fromHz) * i / count);
            phase += 2 * Math.PI * pitch / sampleRateHz;
            var tone = 0.0;
            for (var partial = 1; partial <= Partials.Length; partial++)
            {
                // A glide leads partials over the ceiling: they fade out below it.
                var kept = Math.Clamp((Ceiling - (pitch * partial)) / FadeHz, 0, 1);
                tone += kept * Partials[partial - 1] * Math.Sin(partial * phase);
            }

            sum[start + i] += tone * Loudness(note, (i + 0.5) / count);
        }
    }

    /// <summary>0 to 1, at a share of the note's length.</summary>
    private static double Loudness(in CueNote note, double at)
    {
        if (note.Shape is CueShape.Swelling)
        {
            return Rise(at < 0.6 ? at / 0.6 : (1 - at) / 0.4);
        }

        var (fromStart, toEnd) = (at * note.LengthMs, (1 - at) * note.LengthMs);
        var edges = Rise(fromStart / Math.Min(AttackMs, note.LengthMs / 3.0)) * Rise(toEnd / Math.Min(ReleaseMs, note.LengthMs / 2.0));
        return edges * Math.Exp(-2.2 * at);
    }

    /// <summary>From 0 to 1 as a cosine goes: no corner at either end.</summary>
    private static double Rise(double share) => share >= 1 ? 1 : 0.5 - (0.5 * Math.Cos(Math.PI * share));
}
