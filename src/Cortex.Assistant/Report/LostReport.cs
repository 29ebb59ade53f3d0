using Cortex.Live;

namespace Cortex.Assistant.Report;

/// <summary>Something that could not be kept.</summary>
/// <param name="What">What it was.</param>
/// <param name="Ms">How much sound, in milliseconds; 0 where it was not sound.</param>
/// <param name="Why">A few words.</param>
public sealed record LostReport(LostKind What, double Ms, string Why);
