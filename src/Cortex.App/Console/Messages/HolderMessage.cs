namespace Cortex.App.WebConsole.Messages;

/// <summary>Who holds the conversation now.</summary>
/// <param name="Kind">native, browser, client or none.</param>
/// <param name="Name">For people.</param>
/// <param name="Role">What the page that reads this is: holder, watcher or free.</param>
internal sealed record HolderMessage(string Kind, string Name, string Role) : ConsoleMessage
{
    public override string Type => "holder";
}
