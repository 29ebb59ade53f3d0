using Microsoft.Extensions.AI;

namespace Cortex.Engines.Tools;

/// <summary>A tool of a server.</summary>
/// <param name="Name">As the server calls it.</param>
/// <param name="Function">Calls it.</param>
/// <param name="IsReadOnly">It changes nothing, by the server's own word.</param>
public sealed record ServedTool(string Name, AIFunction Function, bool IsReadOnly);
