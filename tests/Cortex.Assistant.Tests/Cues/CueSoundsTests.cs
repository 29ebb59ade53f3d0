using Cortex.Assistant.Cues;
using Cortex.Media.Audio;

namespace Cortex.Assistant.Tests.Cues;

/// <summary>The craft rules of short sounds near an ear, each measured on each cue.</summary>
public sealed class CueSoundsTests
{
    static readonly Cue[] Steps = [Cue.Listening, Cue.Heard, Cue.Speaking, Cue.Interrupted, Cue.Confirmed, Cue.Denied];

    static readonly Cue[] Good = [Cue.Ready, Cue.Listening, Cue.Speaking, Cue.Online, Cue.Unmuted, Cue.CameraOn, Cue.DeviceBack];

    static readonly Cue[] Ends = [Cue.Heard, Cue.Interrupted, Cue.Error, Cue.Offline, Cue.Muted, Cue.CameraOff, Cue.BatteryLow, Cue.DeviceLost];

    public static TheoryData<Cue> All => [.. Enum.GetValues<Cue>()];

    [Theory, MemberData(nameof(All))]
    public void A_cue_is_as_long_as_its_job_allows(Cue cue)
    {
        var (least, most) = cue is Cue.Thinking ? (15, 60) : Steps.Contains(cue) ? (80, 220) : (250, 500);
        Assert.InRange(CueSounds.LengthOf(cue).TotalMilliseconds, least, most);
    }

    [Theory, MemberData(nameof(All))]
    public void A_cue_peaks_between_minus_6_and_minus_3_dBFS(Cue cue) =>
        Assert.InRange(Pcm.ToDbfs(Pcm.Peak(CueSounds.Of(cue).Span) / Pcm.FullScale), -6, -3);

    [Theory, MemberData(nameof(All))]
    public void A_cue_lies_where_an_open_ear_hears_best(Cue cue)
    {
        var sound = CueSounds.Of(cue).Span;
        Assert.InRange(CueMeasure.Share(sound, 2000, 5000), 0.95, 1);
        // −50 dB of the whole.
        Assert.InRange(CueMeasure.Share(sound, 8000, 12000), 0, 1e-5);
    }

    [Theory, MemberData(nameof(All))]
    public void A_cue_begins_and_ends_without_a_click(Cue cue)
    {
        var sound = CueSounds.Of(cue).Span;
        var peak = Pcm.Peak(sound);
        const int Edge = CueSounds.SampleRateHz / 4000;
        Assert.InRange(Pcm.Peak(sound[..Edge]), 0, peak * 0.05);
        Assert.InRange(Pcm.Peak(sound[^Edge..]), 0, peak * 0.05);

        // A click is a moment in which sound is everywhere in the spectrum: no 10 ms may hold any above 8 kHz worth the name.
        for (var at = 0; at + 240 <= sound.Length; at += 120)
        {
            var padded = new short[480];
            sound.Slice(at, 240).CopyTo(padded.AsSpan(120));
            Hann(padded.AsSpan(120, 240));
            if (Pcm.Peak(padded) > 0)
                Assert.InRange(CueMeasure.Share(padded, 8000, 12000) * Square(Pcm.Rms(padded)), 0, 1e-5 * Square(peak / Pcm.FullScale));
        }
    }

    [Fact]
    public void Any_two_cues_are_told_apart_by_rhythm_and_most_by_pitch_too()
    {
        var cues = Enum.GetValues<Cue>()
            .Select(cue => (Cue: cue, Envelope: CueMeasure.Envelope(CueSounds.Of(cue).Span), Contour: CueMeasure.Contour(CueSounds.Of(cue).Span)))
            .ToList();
        foreach (var one in cues)
            foreach (var other in cues.Where(other => other.Cue > one.Cue))
            {
                var rhythm = CueMeasure.RhythmDistance(one.Envelope, other.Envelope);
                var pitch = CueMeasure.PitchDistance(one.Contour, other.Contour);
                Assert.True(rhythm >= 0.3, $"{one.Cue} and {other.Cue} have the same rhythm: {rhythm:0.00}");
                Assert.True(rhythm + (pitch / 6) >= 0.6, $"{one.Cue} and {other.Cue} sound alike: rhythm {rhythm:0.00}, pitch {pitch:0.0} semitones");
            }
    }

    [Fact]
    public void Good_news_rises_and_ends_fall()
    {
        Assert.All(Good, cue => Assert.True(Rise(cue) > 1.5, $"{cue}: {Rise(cue):0.0}"));
        Assert.All(Ends, cue => Assert.True(Rise(cue) < -0.9, $"{cue}: {Rise(cue):0.0}"));
    }

    static double Rise(Cue cue)
    {
        var pitch = CueMeasure.Contour(CueSounds.Of(cue).Span).OfType<double>().ToList();
        return pitch[^1] - pitch[0];
    }

    static void Hann(Span<short> sound)
    {
        for (var i = 0; i < sound.Length; i++)
            sound[i] = (short)(sound[i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / sound.Length))));
    }

    static double Square(double value) => value * value;
}
