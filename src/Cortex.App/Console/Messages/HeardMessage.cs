namespace Cortex.App.WebConsole.Messages;

/// <summary>What was understood of the wearer, as far as it is known.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Id">The turn, among those of all conversations.</param>
/// <param name="Text">All of it up to now.</param>
/// <param name="Order">Nobody said it: it is what was ordered by a key, a button or a page.</param>
internal sealed record HeardMessage(int Turn, string Id, string Text, bool Order = false) : ConsoleMessage
{
    public override string Type => "heard";
}
