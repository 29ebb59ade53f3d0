namespace Cortex.Engines.Recording;

/// <summary>What is recorded.</summary>
public sealed record RecordingOptions
{
    /// <summary>Sound and pictures too. They show what the wearer said and saw: ask first.</summary>
    /// <value>False: only how large they were.</value>
    public bool IncludesMedia { get; init; }

    /// <summary>The file grows no further; a last line says so.</summary>
    /// <value>64 MB, about four hours without media.</value>
    public long MostBytes { get; init; } = 64 * 1024 * 1024;
}
