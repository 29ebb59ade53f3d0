namespace Cortex.App.WebConsole.Messages;

/// <summary>A code that lets another browser in.</summary>
/// <param name="Code">The code.</param>
/// <param name="ValidSeconds">So long.</param>
internal sealed record PairingMessage(string Code, int ValidSeconds) : ConsoleMessage
{
    public override string Type => "pairing";
}
