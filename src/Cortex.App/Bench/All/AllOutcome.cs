namespace Cortex.App.Bench;

/// <summary>What came of one bench of <c>cortex bench all</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Report">What it measured; null: nothing.</param>
/// <param name="Why">Why there is nothing; null: there is.</param>
internal sealed record AllOutcome(string Name, string Title, BenchReport? Report, string? Why)
{
    /// <summary>Its rows that miss their bars.</summary>
    public int Missed => Report?.Rows.Count(static row => row.Holds is false) ?? 0;
}
