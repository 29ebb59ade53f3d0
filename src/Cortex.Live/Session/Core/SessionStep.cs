using System.Collections.Immutable;

namespace Cortex.Live.Session;

/// <summary>What came of an input.</summary>
/// <param name="State">The new state; the same object where nothing changed.</param>
/// <param name="Actions">To be done, in order.</param>
/// <param name="Turn">The turn the events of this step belong to.</param>
internal readonly record struct SessionStep(SessionState State, ImmutableArray<SessionAction> Actions, int Turn);
