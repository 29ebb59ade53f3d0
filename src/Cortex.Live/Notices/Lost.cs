namespace Cortex.Live;

/// <summary>Something could not be kept.</summary>
/// <param name="What">What it was.</param>
/// <param name="Duration">How much sound; zero where it was not sound.</param>
/// <param name="Count">How many messages or chunks.</param>
/// <param name="Why">A few words for the log.</param>
public sealed record Lost(LostKind What, TimeSpan Duration, int Count, string Why) : Notice;
