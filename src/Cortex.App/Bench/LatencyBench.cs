namespace Cortex.App.Bench;
internal sealed class LatencyBench(int turns, int rounds, bool json, string? file, TextWriter output) { public Task<int> RunAsync(CancellationToken c) => throw new NotSupportedException($"{turns}{rounds}{json}{file}{output}{c}"); }
