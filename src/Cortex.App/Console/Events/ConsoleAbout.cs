namespace Cortex.App.WebConsole.Events;

/// <summary>What a page is told of this program that does not change.</summary>
internal sealed record ConsoleAbout
{
    public required string Version { get; init; }

    /// <summary>Who is asked first.</summary>
    public required string Engine { get; init; }

    /// <summary>The rungs of the ladder, the best first.</summary>
    public required IReadOnlyList<string> Rungs { get; init; }

    public required string Model { get; init; }

    /// <summary>Settings without anything secret.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }
}
