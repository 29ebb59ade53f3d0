namespace Cortex.App.WebConsole.Messages;

/// <summary>A line of the log.</summary>
/// <param name="At">Milliseconds since the program began.</param>
/// <param name="Level">info, warning or error.</param>
/// <param name="Words">The line.</param>
internal sealed record LogMessage(double At, string Level, string Words) : ConsoleMessage
{
    public override string Type => "log";
}
