namespace Cortex.Engines.Recording;

/// <summary>What is recorded, and how much of it stays.</summary>
public sealed record RecordingOptions
{
    /// <summary>Sound too: what the wearer said and everybody around. Ask first.</summary>
    /// <value>False: only how long it was.</value>
    public bool IncludesAudio { get; init; }

    /// <summary>Pictures too: what the wearer saw. Ask first.</summary>
    /// <value>False: only how large they were.</value>
    public bool IncludesPictures { get; init; }

    /// <summary>A file grows no further: the recording goes on in the next one.</summary>
    /// <value>64 MB, about four hours without media; packed, forty.</value>
    public long MostBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>So many files stay, the newest; with 1 a recording that is full ends, and says so.</summary>
    /// <value>8.</value>
    public int MostFiles { get; init; } = 8;

    /// <summary>What is there from an earlier start stays, and counts for <see cref="MostFiles"/>.</summary>
    /// <value>False: the first file is replaced.</value>
    public bool KeepsEarlier { get; init; }

    /// <summary>What must stand in no recording, such as the key, whoever says it.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}
