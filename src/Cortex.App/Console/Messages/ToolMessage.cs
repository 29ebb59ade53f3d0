namespace Cortex.App.WebConsole.Messages;

/// <summary>A tool was called, or is done.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Id">Of the call, where it is known.</param>
/// <param name="Running">It runs now.</param>
/// <param name="Error">It was withdrawn, or failed.</param>
internal sealed record ToolMessage(string Name, string? Id, bool Running, string? Error) : ConsoleMessage
{
    public override string Type => "tool";
}
