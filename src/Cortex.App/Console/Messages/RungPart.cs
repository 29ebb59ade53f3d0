namespace Cortex.App.WebConsole.Messages;

/// <summary>A rung of the ladder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">stands (it answers), fell (it is tried again), or waits (below the one that answers).</param>
internal sealed record RungPart(string Name, string State);
