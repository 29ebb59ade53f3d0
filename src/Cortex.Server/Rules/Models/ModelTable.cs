namespace Cortex.Server.Rules;

/// <summary>The Live models this server plays, literally from reference 0, 2, 3 and 5.</summary>
internal static class ModelTable
{
    private static readonly ModelRules[] Rows =
    [
        new()
        {
            Id = "gemini-3.8-live",
            DisplayName = "Gemini 3.8 Live",
            Platforms = Platforms.Both,
            Thinking = ThinkingRule.Forbidden,
            Calls = CallRule.NonBlockingByDefault,
            TakesScheduling = true,
            WantsRoles = true,
            IgnoresAudioChunks = true,
            SendsEmptyMessages = true,
            SendsVoiceActivity = true,
            EndsTurnAtCall = true,
            Pace = 4.4,
        },
        new()
        {
            Id = "gemini-3.8-live-extended-thinking",
            DisplayName = "Gemini 3.8 Live Extended Thinking",
            Platforms = Platforms.Both,
            Thinking = ThinkingRule.LevelRequired,
            Calls = CallRule.OnlyNonBlocking,
            WantsRoles = true,
            SendsEmptyMessages = true,
            SendsVoiceActivity = true,
            SendsInteractionStatus = true,
            Pace = 1.0,
        },
        new()
        {
            Id = "gemini-3.1-flash-live-preview",
            DisplayName = "Gemini 3.1 Flash Live Preview",
            Thinking = ThinkingRule.LevelOptional,
            Calls = CallRule.OnlyBlocking,
            TakesContentAnyTime = false,
        },
        NativeAudio25("gemini-2.5-flash-native-audio-latest", "Gemini 2.5 Flash Native Audio Latest"),
        NativeAudio25("gemini-2.5-flash-native-audio-preview-09-2025", "Gemini 2.5 Flash Native Audio Preview 09-2025"),
        NativeAudio25("gemini-2.5-flash-native-audio-preview-12-2025", "Gemini 2.5 Flash Native Audio Preview 12-2025"),
        NativeAudio25("gemini-live-2.5-flash-native-audio", "Gemini Live 2.5 Flash Native Audio") with { Platforms = Platforms.Vertex },
        new()
        {
            Id = "gemini-3.5-transcribe-live",
            DisplayName = "Gemini 3.5 Transcribe Live",
            Modality = "TEXT",
        },
    ];

    /// <summary>In the order of the list.</summary>
    public static IReadOnlyList<ModelRules> All => Rows;

    /// <summary>The rules of a model, or null where the platform does not serve it (retired ones too).</summary>
    public static ModelRules? Find(Surface surface, string id)
    {
        foreach (var row in Rows)
        {
            if (string.Equals(row.Id, id, StringComparison.Ordinal) && row.Platforms.HasFlag(surface.Platform))
            {
                return row;
            }
        }

        return null;
    }

    private static ModelRules NativeAudio25(string id, string displayName) => new()
    {
        Id = id,
        DisplayName = displayName,
        IsOldNativeAudio = true,
        Thinking = ThinkingRule.Budget,
        Calls = CallRule.BlockingByDefault,
        TakesScheduling = true,
        TakesAffective = true,
        ChecksLanguage = true,
        TakesCodeAndUrls = true,
    };
}
