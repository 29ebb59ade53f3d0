using System.Collections.Immutable;

namespace Cortex.Live.Session;

/// <summary>What came of an input.</summary>
/// <param name="State">The new state.</param>
/// <param name="Verdicts">To be done, in order; usually none.</param>
/// <param name="WakeAt">
/// When to wake the watch if nothing else happens; null: it waits for nothing. It moves with each message: a timer that is armed
/// for earlier may stay so and ask again when it is due.
/// </param>
internal readonly record struct WatchStep(WatchState State, ImmutableArray<WatchVerdict> Verdicts, TimeSpan? WakeAt);
