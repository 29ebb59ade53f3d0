namespace Cortex.Assistant.Cues;

/// <summary>What an event means to the ear.</summary>
/// <param name="State">What the map remembers.</param>
/// <param name="Cue">The cue to ask for, or null.</param>
/// <param name="Hold">Only if it still holds after this.</param>
internal readonly record struct CueMove(CueMapState State, Cue? Cue = null, TimeSpan Hold = default);
