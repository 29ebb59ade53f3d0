namespace Cortex.App.WebConsole.Messages;

/// <summary>Where the conversation stands.</summary>
/// <param name="State">One of idle, listening, streaming, thinking, speaking, error, reconnecting.</param>
/// <param name="Words">The same for people.</param>
/// <param name="At">Milliseconds since the program began.</param>
internal sealed record StateMessage(string State, string Words, double At) : ConsoleMessage
{
    public override string Type => "state";
}
