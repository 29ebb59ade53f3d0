using System.Collections.Immutable;

namespace Cortex.Engines.Ladder;

/// <summary>What came of an input.</summary>
internal readonly record struct LadderStep(LadderState State, ImmutableArray<LadderAction> Actions);
