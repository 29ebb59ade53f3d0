namespace Cortex.Assistant.Report;

/// <summary>How often a picture was due and another went, or none.</summary>
/// <param name="Unchanged">It showed nothing that the last one had not shown.</param>
/// <param name="Blurred">A sharper one of the last moments went in its place.</param>
/// <param name="Budget">The byte budget had no room.</param>
/// <param name="Uplink">There was no connection, or the last picture still waited to be written.</param>
/// <param name="Damaged">It could not be read.</param>
public sealed record FramesLeftOut(int Unchanged, int Blurred, int Budget, int Uplink, int Damaged);
