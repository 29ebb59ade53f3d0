namespace Cortex.App.WebConsole.Messages;

/// <summary>What the model says, as far as it is known.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Id">The turn, among those of all conversations.</param>
/// <param name="Text">All of it up to now.</param>
/// <param name="HeardUpTo">So many characters of it have sounded.</param>
internal sealed record SaidMessage(int Turn, string Id, string Text, int HeardUpTo) : ConsoleMessage
{
    public override string Type => "said";
}
