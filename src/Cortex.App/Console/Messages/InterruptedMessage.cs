namespace Cortex.App.WebConsole.Messages;

/// <summary>The answer was cut.</summary>
/// <param name="Turn">The turn.</param>
internal sealed record InterruptedMessage(int Turn) : ConsoleMessage
{
    public override string Type => "interrupted";
}
