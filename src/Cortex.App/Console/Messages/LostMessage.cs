namespace Cortex.App.WebConsole.Messages;

/// <summary>Something could not be kept.</summary>
/// <param name="What">What it was.</param>
/// <param name="Ms">How much sound; 0 where it was not sound.</param>
/// <param name="Why">A few words.</param>
internal sealed record LostMessage(string What, double Ms, string Why) : ConsoleMessage
{
    public override string Type => "lost";
}
