namespace Cortex.Media.Speech;

/// <summary>
/// The noise in each band: falls at once, rises slowly while somebody may be speaking, faster when not, and takes over whatever stays
/// the same in its band (a fan, hum) within half a second, after a second where it sounds like a voice.
/// </summary>
internal sealed class NoiseFloor
{
    private const float LowestDb = -80;
    private const float RiseInVoice = 0.05f;
    private const float RiseElse = 0.4f;

    // Mean deviation of a band's level, in dB: broadband noise up to 2.9 in a narrow band and less in a wide one, hum 0, speech over 4.
    private const float Steady = 2.9f;
    private const int SteadyFrames = 12;

    // A vowel may be held for a second; what sounds like one for longer is a machine.
    private const int SteadyVoiceFrames = 50;
    private const float Jump = 15;
    private const float JumpDeviation = 6;
    private readonly Band[] _bands = new Band[SpeechSpectrum.Bands];
    private readonly float[] _floor = new float[SpeechSpectrum.Bands];

    public NoiseFloor() => Reset();

    public ReadOnlySpan<float> Db => _floor;

    public void Reset()
    {
        _floor.AsSpan().Fill(LowestDb);
        _bands.AsSpan().Fill(new Band { Smooth = LowestDb, Mean = LowestDb, Deviation = 10 });
    }

    public void Take(ReadOnlySpan<float> bandsDb, bool isVoice)
    {
        for (var i = 0; i < bandsDb.Length; i++)
        {
            var level = MathF.Max(bandsDb[i], LowestDb);
            ref var band = ref _bands[i];
            band.Take(level);
            var above = band.Smooth - _floor[i];
            _floor[i] += above < 0 ? 0.3f * above
                : band.SteadyFor >= (isVoice ? SteadyVoiceFrames : SteadyFrames) ? 0.2f * above
                : MathF.Min(above, isVoice ? RiseInVoice : RiseElse);
        }
    }

    private struct Band
    {
        public float Smooth;
        public float Mean;
        public float Deviation;
        public int SteadyFor;

        public void Take(float level)
        {
            if (MathF.Abs(level - Mean) > Jump)
            {
                // Something else begins; the long way there would look unsteady.
                (Mean, Deviation) = (level, JumpDeviation);
            }

            Mean += 0.12f * (level - Mean);
            Deviation += 0.12f * (MathF.Abs(level - Mean) - Deviation);
            Smooth += 0.4f * (level - Smooth);
            SteadyFor = Deviation < Steady ? SteadyFor + 1 : 0;
        }
    }
}
