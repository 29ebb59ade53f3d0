namespace Cortex.Engines.Recording;

/// <summary>One line of a recording.</summary>
/// <param name="Number">Its line in the file, from 1.</param>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn of an event; 0 otherwise.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Json">The message or notice in UTF-8; media that were not recorded are silence of the same length.</param>
public sealed record RecordingLine(int Number, TimeSpan At, int Turn, RecordingLineKind Kind, ReadOnlyMemory<byte> Json);
