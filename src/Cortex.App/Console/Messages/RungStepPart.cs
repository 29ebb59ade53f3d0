namespace Cortex.App.WebConsole.Messages;

/// <summary>A step of the ladder.</summary>
/// <param name="At">Milliseconds since the program began.</param>
/// <param name="From">The old rung.</param>
/// <param name="To">The new one.</param>
/// <param name="Why">A few words.</param>
internal sealed record RungStepPart(double At, string From, string To, string Why);
