using Cortex.Engines.Budget;
using Cortex.Engines.Ladder;

namespace Cortex.Assistant.Engine;

/// <summary>A rung of the assistant's ladder, and what it costs.</summary>
/// <param name="Rung">The rung.</param>
/// <param name="Prices">What its tokens cost; null: it costs nothing, and no limit stops it.</param>
public sealed record AssistantRung(Rung Rung, PriceTable? Prices = null);
