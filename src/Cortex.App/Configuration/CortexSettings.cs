using Cortex.App.Talk;
using Cortex.Assistant.Instruction;
using Cortex.Engines.Budget;
using Cortex.Media.Models;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Configuration;

/// <summary>All settings, from the command line over the environment over cortex.json over these defaults.</summary>
internal sealed record CortexSettings
{
    /// <summary>BCP-47: the language of spoken sentences and of the local voice.</summary>
    public string Language { get; init; } = "en";

    /// <summary>How much is said at first.</summary>
    public Verbosity Verbosity { get; init; } = Verbosity.Brief;

    /// <summary>A file with the words of commands in other languages, or null.</summary>
    public string? CommandsFile { get; init; }

    /// <summary>A file that extends the router's table, or null.</summary>
    public string? RouterFile { get; init; }

    /// <summary>The GPIO number of the push button, or null: there is none.</summary>
    public int? ButtonPin { get; init; }

    /// <summary>The conversation connects when somebody first speaks or types, not at the start.</summary>
    public bool ConnectsOnUse { get; init; }

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

    /// <summary>Which of the camera's pictures go out.</summary>
    public SightSettings Sight { get; init; } = new();

    /// <summary>What the wearer sees, apart from the rate.</summary>
    public CameraSettings Camera { get; init; } = new();

    /// <summary>What this device recognises by itself.</summary>
    public DetectionSettings Detection { get; init; } = new();

    /// <summary>Where other processes bring pictures and what they recognised; null: nowhere.</summary>
    public string? FeedSocket { get; init; }

    /// <summary>What answers, where it was said by option, variable or file; null: nobody said.</summary>
    public EngineKind? Engine { get; init; }

    /// <summary><c>LAYER2_MODE</c>: live or legacy; null where it is not set.</summary>
    public string? Layer2Mode { get; init; }

    /// <summary><c>ENABLE_LIVE_API</c>; null where it is not set.</summary>
    public bool? EnableLiveApi { get; init; }

    /// <summary>The model that answers over HTTP, or null for the usual one.</summary>
    public string? HttpModel { get; init; }

    /// <summary>The model that speaks over HTTP; <c>none</c> for this device's voice; null for the usual one.</summary>
    public string? HttpSpeechModel { get; init; }

    /// <summary>What a million tokens cost, as far as it was said.</summary>
    public PriceSettings Prices { get; init; } = new();

    /// <summary>The file with the key, where it was named; null: the usual one, where it exists.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What the model may use beside its own knowledge.</summary>
    public ToolSettings Tools { get; init; } = new();

    /// <summary><c>run</c> speaks when it is ready, and of what is missing.</summary>
    public bool SpeaksReady { get; init; } = true;

    /// <summary>What may be spent.</summary>
    public SpendingCaps Caps { get; init; } = SpendingCaps.None;

    /// <summary>Where what is spent is kept over restarts.</summary>
    public string SpendingFile { get; init; } = StateFolder.File("spending.json");

    /// <summary>Which voice this device speaks with.</summary>
    public VoiceKind DeviceVoice { get; init; } = VoiceKind.Auto;

    /// <summary>The voice of a local model by its name, or null for its first.</summary>
    public string? DeviceVoiceName { get; init; }

    /// <summary>This machine's microphone and loudspeaker.</summary>
    public SoundSettings Sound { get; init; } = new();

    /// <summary>The console in the browser.</summary>
    public ConsoleSettings Console { get; init; } = new();

    /// <summary>How the wearer is told of states.</summary>
    public CueSettings Cues { get; init; } = new();

    /// <summary>Where local models are.</summary>
    public string ModelFolder { get; init; } = ModelStore.UsualFolder;

    /// <summary>Where a conversation is kept over a restart; null for nowhere.</summary>
    public string? KeptFolder { get; init; } = StateFolder.Usual;

    /// <summary>What is recorded of conversations.</summary>
    public RecordSettings Record { get; init; } = new();

    /// <summary>The least level that is logged, on standard error; null leaves it to the verb.</summary>
    public LogLevel? LogLevel { get; init; }

    /// <summary>How this device's voice speaks.</summary>
    public VoiceOptions VoiceOptions => new() { Language = Language, Kind = DeviceVoice, NeuralVoice = DeviceVoiceName, ModelFolder = ModelFolder };
}
