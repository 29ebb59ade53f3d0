namespace Cortex.Live.Tests.Session.Lives;

/// <summary>All a server knows of a session: what a handle restores.</summary>
internal sealed class Mind
{
    /// <summary>Chunks of questions: the question, and which chunk.</summary>
    public HashSet<(int Question, int Chunk)> Heard { get; init; } = [];

    /// <summary>Questions that are complete and that it has not answered.</summary>
    public SortedSet<int> Pending { get; init; } = [];

    /// <summary>Questions that it thinks it has answered, though nobody could hear it.</summary>
    public SortedSet<int> Unheard { get; init; } = [];

    /// <summary>All questions that were complete.</summary>
    public HashSet<int> Asked { get; init; } = [];

    public Mind Copy() => new() { Heard = [.. Heard], Pending = [.. Pending], Unheard = [.. Unheard], Asked = [.. Asked] };
}
