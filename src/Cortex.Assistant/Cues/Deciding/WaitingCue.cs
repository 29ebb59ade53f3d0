namespace Cortex.Assistant.Cues;

/// <summary>A cue that has not sounded yet.</summary>
/// <param name="Cue">Which.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="DueAt">Not before this.</param>
/// <param name="LateAt">Not after this.</param>
internal readonly record struct WaitingCue(Cue Cue, TimeSpan AskedAt, TimeSpan DueAt, TimeSpan LateAt);
