namespace Cortex.Engines.Tools;

/// <summary>What stands in the file of notes.</summary>
internal sealed record NoteFile
{
    public const int PresentFormat = 1;

    public int Format { get; init; } = PresentFormat;

    public int NextId { get; init; } = 1;

    public IReadOnlyList<Note> Notes { get; init; } = [];
}
