using Cortex.Media.Models;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Configuration;

/// <summary>All settings, from the command line over the environment over cortex.json over these defaults.</summary>
internal sealed record CortexSettings
{
    /// <summary>BCP-47: the language of spoken sentences and of the local voice.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Base address of the Live API, or null for Google's.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Version of the API.</summary>
    public string ApiVersion { get; init; } = "v1beta";

    /// <summary>The Live model.</summary>
    public string Model { get; init; } = "gemini-3.8-live";

    /// <summary>The model's voice, or null for its own choice.</summary>
    public string? Voice { get; init; }

    /// <summary>A file with the system instruction, or null for the built-in one.</summary>
    public string? InstructionFile { get; init; }

    /// <summary>Who decides when the wearer has finished.</summary>
    public TurnMode Turns { get; init; } = TurnMode.Auto;

    /// <summary>Frames a second while a turn is active.</summary>
    public double Fps { get; init; } = 2;

    /// <summary>Price of a million prompt tokens, or null when unknown.</summary>
    public decimal? PromptPrice { get; init; }

    /// <summary>Price of a million response tokens, or null when unknown.</summary>
    public decimal? ResponsePrice { get; init; }

    /// <summary>Which voice this device speaks with.</summary>
    public VoiceKind DeviceVoice { get; init; } = VoiceKind.Auto;

    /// <summary>The voice of a local model by its name, or null for its first.</summary>
    public string? DeviceVoiceName { get; init; }

    /// <summary>Where local models are.</summary>
    public string ModelFolder { get; init; } = ModelStore.UsualFolder;

    /// <summary>The least level that is logged, on standard error; null leaves it to the verb.</summary>
    public LogLevel? LogLevel { get; init; }

    /// <summary>How this device's voice speaks.</summary>
    public VoiceOptions VoiceOptions => new() { Language = Language, Kind = DeviceVoice, NeuralVoice = DeviceVoiceName, ModelFolder = ModelFolder };
}
