using Cortex.Live;

namespace Cortex.Engines.Ladder;

/// <summary>Something on its way to the reader: an event of our own, one on loan from a rung, or a sentence that is being voiced.</summary>
internal readonly record struct OutItem(LiveEvent Event, Loan? Loan, Saying? Saying);
