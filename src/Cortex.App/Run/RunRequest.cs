using Cortex.App.Configuration;
using Cortex.App.Sound;

namespace Cortex.App.Run;

/// <summary>What <c>cortex run</c> was asked to do.</summary>
internal sealed record RunRequest
{
    /// <summary>What is heard: a device as the settings say it, or a file.</summary>
    public required string Microphone { get; init; }

    /// <summary>Where answers sound: a device as the settings say it, or a file.</summary>
    public required string Speaker { get; init; }

    /// <summary>What is seen: a camera as the settings say it, or a file.</summary>
    public required string Camera { get; init; }

    /// <summary>After this without a sign of life an answer is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>There is a console. A recording comes to an end, and needs none unless it was asked for.</summary>
    public bool HasConsole => Settings.Console.IsOn ?? SoundPlace.IsDevice(Microphone);

    /// <summary>The settings.</summary>
    public required CortexSettings Settings { get; init; }
}
