namespace Cortex.App.Reporting;

/// <summary>A recording as what happened: turns, moments, sums.</summary>
internal sealed record Story
{
    public required DateTimeOffset Start { get; init; }

    public required string Engine { get; init; }

    public required string Model { get; init; }

    public required TimeSpan Length { get; init; }

    /// <summary>Its end was reached when it was written; false after a crash or a full disk.</summary>
    public required bool IsWhole { get; init; }

    public required IReadOnlyList<StoryTurn> Turns { get; init; }

    public required IReadOnlyList<Mark> Marks { get; init; }

    /// <summary>When there was no connection that was ready.</summary>
    public required IReadOnlyList<Span> Away { get; init; }

    public required int Pictures { get; init; }

    /// <summary>Sound of the microphone that went out.</summary>
    public required TimeSpan MicrophoneLength { get; init; }

    public required long PromptTokens { get; init; }

    public required long ResponseTokens { get; init; }

    /// <summary>The microphone's sound, 16 kHz, where it was recorded, else empty; not longer than a page can hold.</summary>
    public required ReadOnlyMemory<byte> Microphone { get; init; }

    public required bool HasMedia { get; init; }
}
