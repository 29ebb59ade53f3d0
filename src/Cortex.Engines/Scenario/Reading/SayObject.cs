namespace Cortex.Engines.Scenario;

/// <summary>The long form of a <see cref="ScriptSay"/>.</summary>
internal sealed record SayObject
{
    public string? Text { get; init; }

    public string? Wav { get; init; }

    public int? ToneHz { get; init; }

    public int? ToneMs { get; init; }

    public int PauseMs { get; init; }

    public int StallMs { get; init; }
}
