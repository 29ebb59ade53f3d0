namespace Cortex.Media.Speech;

/// <summary>
/// The pitch of the newest 45 ms between 70 and 400 Hz, and how loud the voice band is, from a copy at a quarter of the rate.
/// Not thread-safe; a call allocates nothing and takes about 5 µs.
/// </summary>
internal sealed class PitchTracker
{
    private const int Step = 4;
    private const float RateHz = 16_000f / Step;
    private const int ShortestLag = 10;
    private const int LongestLag = 57;
    private const int Window = 124;
    private const int Size = Window + LongestLag;

    // A voice repeats this well, noise does not.
    private const float Voiced = 0.55f;
    private const float LetThrough = 0.85f;

    // A shorter period that repeats nearly as well is the true one, the longer its multiple.
    private const float NearlyAsWell = 0.88f;
    private readonly float[] _recent = new float[Size];
    private readonly float[] _match = new float[LongestLag + 2];
    private float _before;
    private float _high;

    /// <summary>Level of the newest frame between about 200 Hz and 2 kHz, in decibels below full scale.</summary>
    public float LevelDb { get; private set; } = -100;

    public void Reset()
    {
        Array.Clear(_recent);
        (_before, _high, LevelDb) = (0, 0, -100);
    }

    /// <summary>Takes a frame; its length is a multiple of four and at most 512.</summary>
    public void Take(ReadOnlySpan<short> frame)
    {
        var count = Math.Min(frame.Length / Step, Size);
        frame = frame[^(count * Step)..];
        _recent.AsSpan(count).CopyTo(_recent);
        var power = 0f;
        for (var i = 0; i < count; i++)
        {
            var mean = (frame[Step * i] + frame[(Step * i) + 1] + frame[(Step * i) + 2] + frame[(Step * i) + 3]) / (Step * 32768f);

            // The difference of neighbours takes hum and rumble out of the level.
            var step = mean - _before;
            power += step * step;

            // Pitch is told best below 1 kHz: formants above move faster than it does. What lies below 110 Hz goes down gently.
            var high = LetThrough * (_high + step);
            _recent[Size - count + i] = 0.5f * (high + _high);
            (_before, _high) = (mean, high);
        }

        LevelDb = 10 * MathF.Log10((power / Math.Max(1, count)) + 1e-10f);
    }

    /// <summary>The pitch in hertz, or 0 where nothing repeats.</summary>
    public float Pitch()
    {
        ReadOnlySpan<float> newest = _recent.AsSpan(Size - Window);
        var energy = Dot(newest, newest);
        if (energy < 1e-8f)
        {
            return 0;
        }

        var best = 0f;
        for (var lag = ShortestLag - 1; lag <= LongestLag; lag++)
        {
            ReadOnlySpan<float> earlier = _recent.AsSpan(Size - Window - lag, Window);
            _match[lag] = Dot(newest, earlier) / MathF.Sqrt((energy * Dot(earlier, earlier)) + 1e-20f);
            best = lag >= ShortestLag ? Math.Max(best, _match[lag]) : best;
        }

        if (best < Voiced)
        {
            return 0;
        }

        for (var lag = ShortestLag; lag < LongestLag; lag++)
        {
            var (left, here, right) = (_match[lag - 1], _match[lag], _match[lag + 1]);
            if (here >= left && here >= right && here >= NearlyAsWell * best)
            {
                var curve = left - (2 * here) + right;
                return RateHz / (lag + (curve < 0 ? 0.5f * (left - right) / curve : 0));
            }
        }

        return 0;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = System.Numerics.Vector<float>.Zero;
        var width = System.Numerics.Vector<float>.Count;
        var i = 0;
        for (; i + width <= a.Length; i += width)
        {
            sums += new System.Numerics.Vector<float>(a[i..]) * new System.Numerics.Vector<float>(b[i..]);
        }

        var sum = System.Numerics.Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
