namespace Cortex.Live.Session;

/// <summary>A tool call that was asked and neither answered nor cancelled.</summary>
/// <param name="Id">Its id; null on Vertex, which matches by name.</param>
/// <param name="Name">The function.</param>
internal sealed record OpenCall(string? Id, string Name);
