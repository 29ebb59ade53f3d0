using Cortex.Media.Frames;

namespace Cortex.Engines.Offline;

/// <summary>Things of one kind on one side.</summary>
/// <param name="Label">What they are, singular.</param>
/// <param name="Side">Where.</param>
/// <param name="Count">How many.</param>
/// <param name="Confidence">How sure of the surest of them, 0 to 1.</param>
/// <param name="LargestShare">How much of the picture the largest of them fills.</param>
sealed record ThingGroup(string Label, Side Side, int Count, double Confidence, float LargestShare)
{
    /// <summary>How many of them come nearer.</summary>
    public int Nearing { get; init; }

    /// <summary>Sure enough to be said without "perhaps".</summary>
    public bool IsSure => Confidence >= 0.6;
}
