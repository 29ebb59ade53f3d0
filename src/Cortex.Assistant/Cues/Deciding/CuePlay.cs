namespace Cortex.Assistant.Cues;

/// <summary>A cue that sounds now.</summary>
/// <param name="Cue">Which.</param>
/// <param name="GainDb">How loud, below the cues' own volume.</param>
/// <param name="GivesWayDb">How much the answer gives way while it sounds; 0: not at all.</param>
internal readonly record struct CuePlay(Cue Cue, float GainDb, float GivesWayDb);
