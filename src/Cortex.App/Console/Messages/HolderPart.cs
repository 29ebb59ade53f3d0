namespace Cortex.App.WebConsole.Messages;

/// <summary>Who holds the conversation.</summary>
/// <param name="Kind">native, browser, client or none.</param>
/// <param name="Name">For people.</param>
internal sealed record HolderPart(string Kind, string Name);
