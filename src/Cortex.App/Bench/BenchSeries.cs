namespace Cortex.App.Bench;

/// <summary>Something measured again and again, to be drawn.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Minutes">When, since the begin.</param>
/// <param name="Values">What, at each of these times.</param>
internal sealed record BenchSeries(string What, string Unit, IReadOnlyList<double> Minutes, IReadOnlyList<double> Values);
