using System.Numerics;

namespace Cortex.Media.Playback;

/// <summary>Finds where a stretch of sound can go on elsewhere without a seam: where the waves lie on each other best. Pure.</summary>
internal static class SpliceSearch
{
    /// <param name="leaving">What would have come next.</param>
    /// <param name="region">Where it may go on, longer than <paramref name="leaving"/>.</param>
    /// <param name="preferred">The offset taken where none fits better.</param>
    /// <returns>The offset into the region whose samples are most like those that are left.</returns>
    public static int Best(ReadOnlySpan<float> leaving, ReadOnlySpan<float> region, int preferred)
    {
        var (best, bestScore) = (preferred, Score(leaving, region[preferred..], Energy(region.Slice(preferred, leaving.Length))));
        double energy = Energy(region[..leaving.Length]);
        for (var at = 0; at + leaving.Length <= region.Length; at++)
        {
            var score = Score(leaving, region[at..], energy);
            if (score > bestScore)
            {
                (best, bestScore) = (at, score);
            }

            if (at + leaving.Length < region.Length)
            {
                energy += (region[at + leaving.Length] * (double)region[at + leaving.Length]) - (region[at] * (double)region[at]);
            }
        }

        return best;
    }

    // The correlation, squared with its sign kept, against the energy there: loudness does not win.
    private static double Score(ReadOnlySpan<float> leaving, ReadOnlySpan<float> there, double energy)
    {
        double sum = Dot(leaving, there);
        return sum * Math.Abs(sum) / (Math.Max(0, energy) + 1);
    }

    private static double Energy(ReadOnlySpan<float> samples) => Dot(samples, samples);

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i + Vector<float>.Count <= a.Length; i += Vector<float>.Count)
        {
            sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }

        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
