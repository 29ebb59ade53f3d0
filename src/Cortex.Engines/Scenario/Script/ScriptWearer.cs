namespace Cortex.Engines.Scenario;

/// <summary>What the wearer does in a turn; a player of the script does it for them.</summary>
public sealed record ScriptWearer
{
    /// <summary>How long the wearer waits before the turn begins, in milliseconds.</summary>
    public int WaitMs { get; init; }

    /// <summary>What the wearer says, through a voice; null where they type or play a file.</summary>
    public string? Say { get; init; }

    /// <summary>What the wearer types.</summary>
    public string? Type { get; init; }

    /// <summary>A WAV file that is played for the wearer; relative to the script.</summary>
    public string? Wav { get; init; }

    /// <summary>A picture the camera sees from here on; relative to the script.</summary>
    public string? Picture { get; init; }

    /// <summary>
    /// The wearer does not wait for the end of the answer before: the turn begins this many milliseconds after that answer began
    /// to sound. Null: it begins when the answer was heard.
    /// </summary>
    public int? CutInMs { get; init; }
}
