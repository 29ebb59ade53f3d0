namespace Cortex.Media.Speech;

/// <summary>
/// How much silence ends a turn, in samples: by how the voice ended, how long the turn is, and the pauses that this wearer made before.
/// </summary>
internal sealed class EndSilence(TurnDetectorOptions options)
{
    private const int Rate = TurnDetector.SampleRateHz;

    // One short word, a filler often, wants more.
    private const int ShortTurn = Rate * 4 / 10;
    private const int AfterShortTurn = Rate / 2;

    // Who has spoken for longer than most commands and questions last may well be telling something with pauses in it, and minds a wait the less.
    private const int LongTurn = Rate * 5 / 2;
    private const float PerSecond = 0.55f;

    // Pauses between words are no pauses to think.
    private const int ShortestPause = Rate * 16 / 100;

    // Who speaks again this soon after an end was not done.
    private const int TooEarly = Rate * 6 / 10;
    private const float Beyond = 1.25f;
    private readonly int _usual = Samples(options.EndSilence);
    private readonly int _shortest = Samples(options.ShortestEndSilence);
    private readonly int _longest = Samples(options.LongestEndSilence);
    private float _pause;

    /// <summary>The silence wanted now.</summary>
    public int After(VoiceEnding ending, long turnSamples)
    {
        if (ending is VoiceEnding.Held)
        {
            return _longest;
        }

        var open = Math.Max(_usual, Beyond * _pause);
        if (ending is VoiceEnding.Clear)
        {
            return Within((_shortest + Math.Max(_shortest, Beyond * _pause)) / 2);
        }

        open += PerSecond * Math.Max(0, turnSamples - LongTurn);
        return Within(turnSamples < ShortTurn ? Math.Max(open, AfterShortTurn) : open);
    }

    /// <summary>The voice went on after a pause within its turn.</summary>
    public void WentOn(long pause)
    {
        if (pause >= ShortestPause)
        {
            // Long pauses are believed soon and forgotten late.
            _pause += (pause > _pause ? 0.5f : 0.05f) * (Math.Min(pause, _longest) - _pause);
        }
    }

    /// <summary>A voice began so long after the last end.</summary>
    public void BeganAfter(long pause)
    {
        if (pause <= TooEarly)
        {
            WentOn(pause);
        }
    }

    public void Reset() => _pause = 0;

    private int Within(float samples) => (int)Math.Clamp(samples, Math.Min(_shortest, _longest), _longest);

    private static int Samples(TimeSpan span) => (int)(span.TotalSeconds * Rate);
}
