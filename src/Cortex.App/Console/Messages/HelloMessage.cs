namespace Cortex.App.WebConsole.Messages;

/// <summary>All that a page has to know when it comes; what follows are changes to it.</summary>
internal sealed record HelloMessage : ConsoleMessage
{
    public override string Type => "hello";

    public required string Version { get; init; }

    /// <summary>The page's own name on both sockets.</summary>
    public required string Page { get; init; }

    /// <summary>What this page is: holder, watcher or free.</summary>
    public required string Role { get; init; }

    public required HolderPart Holder { get; init; }

    /// <summary>Who is asked first.</summary>
    public required string Engine { get; init; }

    /// <summary>The path of the Live endpoint, for this page.</summary>
    public required string LivePath { get; init; }

    /// <summary>The model that the page names in its setup.</summary>
    public required string LiveModel { get; init; }

    /// <summary>Where the conversation stands; as in <see cref="StateMessage"/>.</summary>
    public required string State { get; init; }

    public required IReadOnlyList<RungPart> Rungs { get; init; }

    public required IReadOnlyList<RungStepPart> RungHistory { get; init; }

    /// <summary>The model that is asked.</summary>
    public required string Model { get; init; }

    public required string Language { get; init; }

    public required string Verbosity { get; init; }

    public required double Volume { get; init; }

    public required double Speed { get; init; }

    public required CameraPart Camera { get; init; }

    public required bool Muted { get; init; }

    public required DevicesPart Devices { get; init; }

    /// <summary>The settings, without anything secret.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required IReadOnlyList<TurnMessage> Turns { get; init; }

    public required IReadOnlyList<WordsPart> Transcript { get; init; }

    /// <summary>The newest lines of the log.</summary>
    public required IReadOnlyList<LogMessage> Log { get; init; }

    /// <summary>Milliseconds since the program began.</summary>
    public required double At { get; init; }
}
