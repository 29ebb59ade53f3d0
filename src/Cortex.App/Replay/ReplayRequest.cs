using Cortex.App.Configuration;

namespace Cortex.App.Replay;

/// <summary>What <c>cortex replay</c> was asked to do.</summary>
internal sealed record ReplayRequest
{
    /// <summary>The recording.</summary>
    public required string Recording { get; init; }

    /// <summary>Where it sounds: a loudspeaker, or a WAV file.</summary>
    public required string Speaker { get; init; }

    /// <summary>How fast it goes.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>What was before is told at once, and not heard.</summary>
    public TimeSpan From { get; init; }

    /// <summary>In the browser too; it stays until it is interrupted.</summary>
    public bool HasConsole { get; init; }

    /// <summary>The settings.</summary>
    public required CortexSettings Settings { get; init; }
}
