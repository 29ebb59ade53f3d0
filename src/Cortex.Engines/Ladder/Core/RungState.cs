namespace Cortex.Engines.Ladder;

/// <summary>How a rung fared.</summary>
/// <param name="Failures">Since an answer of it was last heard.</param>
/// <param name="NotBefore">It is not tried again before this.</param>
internal readonly record struct RungState(int Failures, TimeSpan NotBefore);
