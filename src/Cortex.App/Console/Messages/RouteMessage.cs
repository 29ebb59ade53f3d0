namespace Cortex.App.WebConsole.Messages;

/// <summary>Which layer answers a text, and why.</summary>
/// <param name="Text">The text.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Reason">Why.</param>
internal sealed record RouteMessage(string Text, int Layer, string Reason) : ConsoleMessage
{
    public override string Type => "route";
}
