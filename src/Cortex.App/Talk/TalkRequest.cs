using Cortex.App.Configuration;

namespace Cortex.App.Talk;

/// <summary>What <c>cortex talk</c> was asked to do.</summary>
internal sealed record TalkRequest
{
    /// <summary>The questions, in order; empty where a scenario brings its own.</summary>
    public required IReadOnlyList<WearerAction> Questions { get; init; }

    /// <summary>The microphone that the wearer speaks into; null: the questions are all they say.</summary>
    public string? Microphone { get; init; }

    /// <summary>With a microphone: end after so many answers; 0 for no number.</summary>
    public int Answers { get; init; }

    /// <summary>A camera as the settings say it, or a picture, a folder of pictures, a video; or null.</summary>
    public string? Camera { get; init; }

    /// <summary>The sound file that is written, or a loudspeaker, or null for nowhere.</summary>
    public string? Speaker { get; init; }

    /// <summary>A scenario: a file or a built-in name; or null.</summary>
    public string? Scenario { get; init; }

    /// <summary>The recording that is written, or null.</summary>
    public string? Record { get; init; }

    /// <summary>How long to wait for each answer's end.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>One JSON object on standard output, and nothing else.</summary>
    public bool Json { get; init; }

    /// <summary>The settings.</summary>
    public required CortexSettings Settings { get; init; }
}
