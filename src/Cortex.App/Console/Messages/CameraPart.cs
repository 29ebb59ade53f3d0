namespace Cortex.App.WebConsole.Messages;

/// <summary>The camera of whoever holds the conversation.</summary>
/// <param name="Has">There is one.</param>
/// <param name="Off">It is switched off.</param>
internal sealed record CameraPart(bool Has, bool Off);
