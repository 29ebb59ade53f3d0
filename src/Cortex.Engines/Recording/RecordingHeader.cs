namespace Cortex.Engines.Recording;

/// <summary>A recording's first line.</summary>
/// <param name="Start">When the conversation was opened; null where the line is lost.</param>
/// <param name="Engine">The engine's name; empty where the line is lost.</param>
/// <param name="HasAudio">Sound is in it.</param>
/// <param name="HasPictures">Pictures are in it.</param>
public sealed record RecordingHeader(DateTimeOffset? Start, string Engine, bool HasAudio, bool HasPictures)
{
    /// <summary>Which file of the conversation this is, from 1.</summary>
    public int Part { get; init; } = 1;

    /// <summary>The name of the file that holds the part before, in the same folder; null for the first.</summary>
    public string? Follows { get; init; }
}
