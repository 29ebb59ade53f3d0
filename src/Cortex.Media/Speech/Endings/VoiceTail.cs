namespace Cortex.Media.Speech;

/// <summary>
/// Pitch and level of the newest second, frame by frame, and what they say about an end. Not thread-safe; allocates nothing.
/// </summary>
/// <param name="frameSeconds">The length of a frame.</param>
internal sealed class VoiceTail(float frameSeconds)
{
    private const int Kept = 64;

    // A voice whose last vowel lies further back ends in a long consonant, which says nothing.
    private const float LongestConsonant = 0.16f;
    private const float Melody = 0.26f;
    private const float HeldVowel = 0.36f;
    private const float ClearFall = -1.5f;
    private const float Flat = 0.6f;
    private const float EvenDb = 4.5f;
    private const float DiesAwayDb = -9;

    // The last frame is half silent as often as not, which is no dying away: the one before it must have begun to.
    private const float BeginsToDb = -4;

    // Frame to frame a voice glides; what jumps is a mistaken octave.
    private const float LongestStep = 3;
    private readonly float[] _semitones = new float[Kept];
    private readonly float[] _levels = new float[Kept];
    private int _count;

    public void Reset() => _count = 0;

    /// <summary>Takes a frame's pitch (0 for none) and level.</summary>
    public void Take(float pitchHz, float levelDb)
    {
        _semitones[_count % Kept] = pitchHz > 0 ? 12 * MathF.Log2(pitchHz / 55) : float.NaN;
        _levels[_count % Kept] = levelDb;
        _count++;
    }

    /// <summary>How the voice ended whose last frame lies so many frames back.</summary>
    public VoiceEnding Judge(int framesSince)
    {
        var last = _count - 1 - framesSince;
        var oldest = Math.Max(0, _count - Kept);
        var vowelEnd = last;
        while (vowelEnd >= oldest && float.IsNaN(Semitones(vowelEnd)))
        {
            vowelEnd--;
        }

        if (vowelEnd < oldest + 2 || (last - vowelEnd) * frameSeconds > LongestConsonant)
        {
            return VoiceEnding.Open;
        }

        var vowelStart = vowelEnd;
        while (vowelStart > oldest && MathF.Abs(Semitones(vowelStart - 1) - Semitones(vowelStart)) < LongestStep)
        {
            vowelStart--;
        }

        return IsHeld(vowelStart, vowelEnd) ? VoiceEnding.Held
            : Falls(vowelStart, vowelEnd) || DiesAway(vowelStart, vowelEnd) ? VoiceEnding.Clear
            : VoiceEnding.Open;
    }

    /// <summary>The last melody of the voice ends lower than it was.</summary>
    private bool Falls(int start, int end)
    {
        start = Math.Max(start, end - (int)(Melody / frameSeconds));
        return end - start >= 4 && Mean(_semitones, end - 1, end) - Mean(_semitones, start, start + 2) <= ClearFall;
    }

    private bool DiesAway(int start, int end)
    {
        var loudest = float.MinValue;
        for (var i = Math.Max(start, end - (int)(Melody / frameSeconds)); i <= end; i++)
        {
            loudest = Math.Max(loudest, _levels[i % Kept]);
        }

        return end > start && _levels[end % Kept] - loudest <= DiesAwayDb && _levels[(end - 1) % Kept] - loudest <= BeginsToDb;
    }

    private bool IsHeld(int start, int end)
    {
        var from = end - (int)(HeldVowel / frameSeconds);
        if (from < start)
        {
            return false;
        }

        var (low, high, quiet, loud) = (float.MaxValue, float.MinValue, float.MaxValue, float.MinValue);
        for (var i = from; i < end; i++)
        {
            (low, high) = (Math.Min(low, Semitones(i)), Math.Max(high, Semitones(i)));
            (quiet, loud) = (Math.Min(quiet, _levels[i % Kept]), Math.Max(loud, _levels[i % Kept]));
        }

        return high - low <= Flat && loud - quiet <= EvenDb;
    }

    private float Semitones(int frame) => _semitones[frame % Kept];

    private static float Mean(float[] values, int from, int to)
    {
        var sum = 0f;
        for (var i = from; i <= to; i++)
        {
            sum += values[i % Kept];
        }

        return sum / (to - from + 1);
    }
}
