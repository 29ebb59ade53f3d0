namespace Cortex.Server.Faults;

/// <summary>What follows from an occasion.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Due">The faults that are due now, by their place in the plan.</param>
internal readonly record struct FaultStep(FaultState State, IReadOnlyList<int> Due);
