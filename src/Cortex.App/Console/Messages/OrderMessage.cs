namespace Cortex.App.WebConsole.Messages;

/// <summary>A command that whoever holds the devices has to carry out.</summary>
/// <param name="Command">Its name, in camel case.</param>
/// <param name="Source">voice, text, key, button or console.</param>
internal sealed record OrderMessage(string Command, string Source) : ConsoleMessage
{
    public override string Type => "order";
}
