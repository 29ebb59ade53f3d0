namespace Cortex.Engines.Ladder;

/// <summary>What the core knows of a rung from the start.</summary>
internal readonly record struct RungFacts(string Name, bool NeedsNetwork, bool ByMarks);
