using System.Text.Json;

namespace Cortex.App.Reporting;

/// <summary>A recording as what happened: turns, moments, sums.</summary>
internal sealed record Story
{
    /// <summary>Null where the recording's first line is damaged.</summary>
    public required DateTimeOffset? Start { get; init; }

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

    public required bool HasAudio { get; init; }

    /// <summary>Pictures that were recorded, not more than a page can hold.</summary>
    public required IReadOnlyList<StoryPicture> Shown { get; init; }

    /// <summary>Bytes of all pictures that went out.</summary>
    public required long PictureBytes { get; init; }

    /// <summary>Where it stood for the wearer; empty where the recording does not tell.</summary>
    public required IReadOnlyList<PhaseSpan> Phases { get; init; }

    /// <summary>Bytes and connections, over time.</summary>
    public required IReadOnlyList<Counts> Counted { get; init; }

    /// <summary>The account at the end, as JSON; null: there is none.</summary>
    public JsonElement? Account { get; init; }

    /// <summary>A time out of a recording, which may say anything.</summary>
    public static TimeSpan Time(double milliseconds) => double.IsFinite(milliseconds) && Math.Abs(milliseconds) < 1e12 ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.Zero;
}
