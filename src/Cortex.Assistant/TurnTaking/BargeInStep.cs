namespace Cortex.Assistant.TurnTaking;

/// <summary>What <see cref="BargeInCore"/> made of an input.</summary>
/// <param name="State">Where it stands now.</param>
/// <param name="Move">What the player shall do.</param>
internal readonly record struct BargeInStep(BargeInState State, BargeInMove Move);
