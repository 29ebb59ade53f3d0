namespace Cortex.Live;

/// <summary>Something was sent again after a change of connection.</summary>
/// <param name="What">What it was.</param>
/// <param name="Duration">How much sound; zero where it was not sound.</param>
public sealed record Replayed(LostKind What, TimeSpan Duration) : Notice;
