namespace Cortex.App.Doctor;

/// <summary>What was found out about one thing.</summary>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Health">How it stands.</param>
/// <param name="Words">What was seen, for people.</param>
/// <param name="Remedy">What mends it, where that can be said: mostly a command to copy; else null.</param>
internal sealed record Finding(string Subject, Health Health, string Words, string? Remedy = null)
{
    /// <summary>What was measured, by name with its unit, for programs.</summary>
    public IReadOnlyList<(string Name, double Value)> Figures { get; init; } = [];
}
