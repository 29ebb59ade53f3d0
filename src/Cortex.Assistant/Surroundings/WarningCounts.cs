namespace Cortex.Assistant.Surroundings;

/// <summary>What the safety line has done so far: a snapshot.</summary>
/// <param name="Spoken">Warnings in words.</param>
/// <param name="Wordless">Warnings as a cue alone: there was no voice, or its words were not ready.</param>
/// <param name="HeldBack">Warnings that were due right after another.</param>
/// <param name="Refused">Warnings the loudspeaker had no room for.</param>
public readonly record struct WarningCounts(long Spoken, long Wordless, long HeldBack, long Refused);
