namespace Cortex.Engines.Recording;

/// <summary>A recording, read whole: what a <see cref="CassetteEngine"/> plays.</summary>
/// <param name="Start">When the conversation was opened.</param>
/// <param name="Engine">The engine's name.</param>
/// <param name="HasMedia">Sound and pictures are in it.</param>
/// <param name="IsWhole">False where its last line was cut off, as a crash leaves it.</param>
/// <param name="Lines">In the order of the file.</param>
public sealed record Cassette(
    DateTimeOffset Start,
    string Engine,
    bool HasMedia,
    bool IsWhole,
    IReadOnlyList<RecordingLine> Lines);
