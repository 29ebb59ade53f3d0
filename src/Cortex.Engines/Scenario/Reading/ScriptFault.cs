namespace Cortex.Engines.Scenario;

/// <summary>What is wrong with a script that is well written but cannot be played.</summary>
/// <param name="Path">Where, as a JSON path.</param>
/// <param name="What">What, and what was expected.</param>
internal sealed record ScriptFault(string Path, string What);
