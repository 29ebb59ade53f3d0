namespace Cortex.Engines.Recording;

/// <summary>A place of a recording that could not be read.</summary>
/// <param name="Line">The line, among those that could be read, from 1; 0 where no line is known.</param>
/// <param name="What">Where and what, in words without a full stop.</param>
public sealed record RecordingDamage(int Line, string What);
