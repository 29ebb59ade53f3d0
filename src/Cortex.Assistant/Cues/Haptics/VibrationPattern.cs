namespace Cortex.Assistant.Cues;

/// <summary>What a motor does: plain data.</summary>
/// <param name="OnOffMs">On, off, on …, in milliseconds; begins and ends with on.</param>
public sealed record VibrationPattern(params IReadOnlyList<int> OnOffMs)
{
    /// <summary>From the first pulse to the end of the last.</summary>
    public TimeSpan Length => TimeSpan.FromMilliseconds(OnOffMs.Sum());
}
