namespace Cortex.Media.Detection;

/// <summary>Keeps the surest of the boxes that show one thing, class by class.</summary>
internal static class Suppression
{
    /// <summary>Boxes that are compared; the least sure ones of more are left out.</summary>
    public const int MostCompared = 1000;

    /// <summary>Things in one picture.</summary>
    public const int MostKept = 100;

    /// <summary>Leaves the surest boxes, the surest first.</summary>
    /// <param name="candidates">Changed in place.</param>
    /// <param name="overlap">Boxes of one class that overlap more are one thing.</param>
    public static void Apply(List<Candidate> candidates, float overlap)
    {
        candidates.Sort(static (a, b) => b.Confidence.CompareTo(a.Confidence));
        var kept = 0;
        for (var i = 0; i < Math.Min(candidates.Count, MostCompared) && kept < MostKept; i++)
        {
            var candidate = candidates[i];
            var isNew = true;
            for (var j = 0; j < kept && isNew; j++)
            {
                isNew = candidates[j].Class != candidate.Class || candidates[j].OverlapWith(candidate) <= overlap;
            }

            if (isNew)
            {
                candidates[kept++] = candidate;
            }
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
    }
}
