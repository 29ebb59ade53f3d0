namespace Cortex.Assistant.Pump;

/// <summary>What <see cref="TurnCore"/> decided.</summary>
/// <param name="State">The state after.</param>
/// <param name="Actions">What to do.</param>
internal readonly record struct TurnStep(TurnState State, TurnActions Actions);
