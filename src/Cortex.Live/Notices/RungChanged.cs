namespace Cortex.Live;

/// <summary>The ladder went to another engine.</summary>
/// <param name="From">The old engine's name.</param>
/// <param name="To">The new engine's name.</param>
/// <param name="Why">A few words for the log.</param>
public sealed record RungChanged(string From, string To, string Why) : Notice;
