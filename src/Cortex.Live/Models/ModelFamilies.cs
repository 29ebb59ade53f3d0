using Cortex.Live.Protocol;

namespace Cortex.Live.Models;

/// <summary>The capability table (reference sections 0, 2 and 5).</summary>
static class ModelFamilies
{
    const string SuccessorAdvice = "set the model to gemini-3.8-live";

    static readonly ModelCapabilities Live38 = new()
    {
        Id = "gemini-3.8-live",
        Status = ModelStatus.Current,
        Tools = new() { DefaultBehavior = FunctionBehavior.NonBlocking, Scheduling = true, EndsTurnAtCall = true },
        Seeding = new() { NeedsRoles = true, TakesFunctionParts = true, TakesAudio = true },
        ReportsVoiceActivity = true,
    };

    // An omitted behaviour is contradictory here (reference 2.1), so it has no default and must be written.
    static readonly ModelCapabilities Live38ExtendedThinking = Live38 with
    {
        Id = "gemini-3.8-live-extended-thinking",
        Thinking = ThinkingRule.LevelRequired,
        ThinkingLevels = [ThinkingLevel.Low, ThinkingLevel.Medium, ThinkingLevel.High],
        Tools = new() { Blocking = false },
        SpeaksInSeveralTurns = true,
    };

    static readonly ModelCapabilities Flash31 = new()
    {
        Id = "gemini-3.1-flash-live-preview",
        Status = ModelStatus.Legacy,
        Warning = $"gemini-3.1-flash-live-preview is a preview whose end was announced for 2026-11-17; {SuccessorAdvice}",
        Thinking = ThinkingRule.Level,
        ThinkingLevels = [ThinkingLevel.Minimal, ThinkingLevel.Low, ThinkingLevel.Medium, ThinkingLevel.High],
        Tools = new() { NonBlocking = false, DefaultBehavior = FunctionBehavior.Blocking },
        Seeding = new() { MidSession = false, NeedsHistoryConfig = true },
        Sampling = true,
    };

    static readonly ModelCapabilities NativeAudio25 = new()
    {
        Id = "gemini-2.5-flash-native-audio-preview-12-2025",
        Status = ModelStatus.Legacy,
        Warning = $"the gemini-2.5 native-audio previews are ageing and their end was announced; {SuccessorAdvice}",
        Thinking = ThinkingRule.Budget,
        Tools = new() { DefaultBehavior = FunctionBehavior.Blocking, Scheduling = true, CodeExecution = true, UrlContext = true },
        Seeding = new() { MustEndWithUser = true },
        DefaultTurnCoverage = TurnCoverage.TurnIncludesOnlyActivity,
        ProactiveAndAffectiveOnAlpha = true,
        Sampling = true,
    };

    static readonly ModelCapabilities Vertex25 = NativeAudio25 with
    {
        Id = "gemini-live-2.5-flash-native-audio",
        Status = ModelStatus.Current,
        Warning = "gemini-live-2.5-flash-native-audio exists on Vertex only; the Developer API closes with 1008",
        Tools = NativeAudio25.Tools with { Scheduling = false },
        DefaultTurnCoverage = TurnCoverage.TurnIncludesAllInput,
    };

    static readonly ModelCapabilities Translate35 = new()
    {
        Id = "gemini-3.5-live-translate-preview",
        Status = ModelStatus.Current,
        Warning = "gemini-3.5-live-translate-preview translates speech; it holds no conversation and calls no tools",
        Tools = new() { Functions = false, Search = false },
        Translation = true,
    };

    static readonly ModelCapabilities Transcribe35 = new()
    {
        Id = "gemini-3.5-transcribe-live",
        Status = ModelStatus.Current,
        Warning = "gemini-3.5-transcribe-live writes down speech; it gives no spoken answer",
        Modalities = [Modality.Text],
        Tools = new() { Functions = false, Search = false },
    };

    static readonly ModelCapabilities Robotics = new()
    {
        Id = "gemini-robotics-er-2-streaming-preview",
        Status = ModelStatus.Unknown,
        Warning = "little is known of gemini-robotics-er-2-streaming-preview; only what every Live model takes is sent",
    };

    /// <summary>Every entry, under each id it stands for.</summary>
    public static IReadOnlyDictionary<string, ModelCapabilities> ById { get; } = new Dictionary<string, ModelCapabilities>
    {
        [Live38.Id] = Live38,
        [Live38ExtendedThinking.Id] = Live38ExtendedThinking,
        [Flash31.Id] = Flash31,
        [NativeAudio25.Id] = NativeAudio25,
        ["gemini-2.5-flash-native-audio-preview-09-2025"] = NativeAudio25 with { Id = "gemini-2.5-flash-native-audio-preview-09-2025" },
        ["gemini-2.5-flash-native-audio-latest"] = NativeAudio25 with { Id = "gemini-2.5-flash-native-audio-latest" },
        [Vertex25.Id] = Vertex25,
        [Translate35.Id] = Translate35,
        [Transcribe35.Id] = Transcribe35,
        [Robotics.Id] = Robotics,
        ["gemini-2.0-flash-exp"] = Retired("gemini-2.0-flash-exp"),
        ["gemini-2.0-flash-live-001"] = Retired("gemini-2.0-flash-live-001"),
        ["gemini-live-2.5-flash-preview"] = Retired("gemini-live-2.5-flash-preview"),
        ["gemini-2.5-flash-preview-native-audio-dialog"] = Retired("gemini-2.5-flash-preview-native-audio-dialog"),
    };

    /// <summary>Only what every Live model takes.</summary>
    public static ModelCapabilities Unknown(string id) => new()
    {
        Id = id,
        Status = ModelStatus.Unknown,
        Warning = $"the model {id} is not in the table; only what every Live model takes is sent to it",
    };

    static ModelCapabilities Retired(string id) => new()
    {
        Id = id,
        Status = ModelStatus.Retired,
        Warning = $"{id} was shut down, the server will close with 1008; {SuccessorAdvice}",
    };
}
