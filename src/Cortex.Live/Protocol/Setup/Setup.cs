namespace Cortex.Live.Protocol;

/// <summary>The first message, sent once: which model, and how it shall behave (reference 2.1).</summary>
public sealed class Setup : ClientMessage
{
    /// <summary>An empty setup.</summary>
    public Setup()
    {
    }

    /// <summary>A copy, to be changed by an initializer: <c>new Setup(setup) { SessionResumption = … }</c>.</summary>
    public Setup(Setup other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Model = other.Model;
        GenerationConfig = other.GenerationConfig;
        SystemInstruction = other.SystemInstruction;
        Tools = other.Tools;
        RealtimeInputConfig = other.RealtimeInputConfig;
        SessionResumption = other.SessionResumption;
        ContextWindowCompression = other.ContextWindowCompression;
        InputAudioTranscription = other.InputAudioTranscription;
        OutputAudioTranscription = other.OutputAudioTranscription;
        Proactivity = other.Proactivity;
        HistoryConfig = other.HistoryConfig;
        AvatarConfig = other.AvatarConfig;
        SafetySettings = other.SafetySettings;
        ExplicitVadSignal = other.ExplicitVadSignal;
    }

    /// <summary>The model, as <c>models/{id}</c>.</summary>
    public string Model { get; init; } = "";

    /// <summary>How the model answers.</summary>
    public GenerationConfig? GenerationConfig { get; init; }

    /// <summary>Who the model is; text parts only.</summary>
    public Content? SystemInstruction { get; init; }

    /// <summary>What the model may call.</summary>
    public IReadOnlyList<Tool>? Tools { get; init; }

    /// <summary>How the live streams are understood.</summary>
    public RealtimeInputConfig? RealtimeInputConfig { get; init; }

    /// <summary>Present: send handles; with a handle: resume.</summary>
    public SessionResumptionConfig? SessionResumption { get; init; }

    /// <summary>Present: the context slides instead of ending the session.</summary>
    public ContextWindowCompressionConfig? ContextWindowCompression { get; init; }

    /// <summary>Present: transcribe what the user says.</summary>
    public AudioTranscriptionConfig? InputAudioTranscription { get; init; }

    /// <summary>Present: transcribe what the model says.</summary>
    public AudioTranscriptionConfig? OutputAudioTranscription { get; init; }

    /// <summary>2.5 on v1alpha only.</summary>
    public ProactivityConfig? Proactivity { get; init; }

    /// <summary>How earlier history is given.</summary>
    public HistoryConfig? HistoryConfig { get; init; }

    /// <summary>Avatar models only.</summary>
    public AvatarConfig? AvatarConfig { get; init; }

    /// <summary>What the model refuses.</summary>
    public IReadOnlyList<SafetySetting>? SafetySettings { get; init; }

    /// <summary>Vertex only.</summary>
    public bool? ExplicitVadSignal { get; init; }
}
