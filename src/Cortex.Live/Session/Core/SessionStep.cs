using System.Collections.Immutable;

namespace Cortex.Live.Session;

/// <summary>What came of an input.</summary>
/// <param name="State">The new state; the same object where nothing changed.</param>
/// <param name="Actions">To be done, in order.</param>
/// <param name="Turn">The turn the events of this step belong to.</param>
internal readonly record struct SessionStep(SessionState State, ImmutableArray<SessionAction> Actions, int Turn)
{
    private static readonly ImmutableArray<SessionAction> Nothing = [];

    /// <summary>A new state, or the old one, and nothing to do.</summary>
    public static SessionStep Stay(SessionState state) => new(state, Nothing, state.Turn.Number);

    /// <summary>A new state and what to do.</summary>
    public static SessionStep Do(SessionState state, params ReadOnlySpan<SessionAction> actions) => new(state, [.. actions], state.Turn.Number);

    /// <summary>The same after other things are done.</summary>
    public SessionStep After(params ReadOnlySpan<SessionAction> first) => this with { Actions = [.. first, .. Actions] };
}
