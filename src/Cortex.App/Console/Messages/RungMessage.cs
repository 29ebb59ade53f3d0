namespace Cortex.App.WebConsole.Messages;

/// <summary>The ladder went to another engine.</summary>
/// <param name="From">The old one.</param>
/// <param name="To">The new one; none: nobody is left.</param>
/// <param name="Why">A few words.</param>
/// <param name="At">Milliseconds since the program began.</param>
internal sealed record RungMessage(string From, string To, string Why, double At) : ConsoleMessage
{
    public override string Type => "rung";
}
