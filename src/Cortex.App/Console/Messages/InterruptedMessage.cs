namespace Cortex.App.WebConsole.Messages;

/// <summary>The answer was cut.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Id">The turn, among those of all conversations.</param>
internal sealed record InterruptedMessage(int Turn, string Id) : ConsoleMessage
{
    public override string Type => "interrupted";
}
