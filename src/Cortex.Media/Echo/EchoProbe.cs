namespace Cortex.Media.Echo;

/// <summary>The sound that is played to find the loudspeaker in the microphone before an answer has sounded: a short rising chirp.</summary>
public static class EchoProbe
{
    private const double FromHz = 300;
    private const double ToHz = 5_000;
    private const double Seconds = 0.4;
    private const double FadeSeconds = 0.02;

    /// <summary>Makes it.</summary>
    /// <param name="rateHz">Rate of the loudspeaker; 16,000 gives what <see cref="EchoDelay.Find"/> looks for.</param>
    /// <param name="peakDbfs">Its peak; quiet, but above the noise of a room.</param>
    public static short[] Sound(int rateHz, double peakDbfs = -24)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rateHz, 2 * (int)ToHz);
        var sound = new short[(int)(Seconds * rateHz)];
        var amplitude = Audio.Pcm.FullScale * Audio.Pcm.FromDb(peakDbfs);
        for (var i = 0; i < sound.Length; i++)
        {
            var t = i / (double)rateHz;
            var phase = 2 * Math.PI * ((FromHz * t) + ((ToHz - FromHz) * t * t / (2 * Seconds)));
            var edge = Math.Min(1, Math.Min(t, Seconds - t) / FadeSeconds);
            sound[i] = (short)Math.Round(amplitude * Math.Sin(phase) * Math.Sin(Math.PI / 2 * edge));
        }

        return sound;
    }
}
