namespace Cortex.Live;

/// <summary>A tool that is answered inside the engine began or ended; whoever holds the conversation has nothing to do with it but to show it.</summary>
/// <param name="Id">The call's id; empty where the model gives none.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Use">What happened.</param>
public sealed record ToolUsed(string Id, string Name, ToolUse Use) : Notice;
