using Cortex.Assistant.Pump;

namespace Cortex.Assistant.Cues;

/// <summary>What the map remembers from event to event.</summary>
/// <param name="Phase">Where the conversation stood last.</param>
internal readonly record struct CueMapState(TurnPhase Phase);
