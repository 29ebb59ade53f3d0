using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>Transcription; its presence enables it (reference 2.1).</summary>
public sealed class AudioTranscriptionConfig
{
    /// <summary>Hints.</summary>
    public IReadOnlyList<string>? LanguageCodes { get; init; }

    /// <summary>Words to expect.</summary>
    public IReadOnlyList<string>? CustomVocabulary { get; init; }

    /// <summary>Deprecated.</summary>
    public IReadOnlyList<string>? AdaptationPhrases { get; init; }

    /// <summary>Times for each word.</summary>
    public bool? WordTimestamp { get; init; }

    /// <summary>Who spoke.</summary>
    public bool? Diarization { get; init; }

    /// <summary>Deprecated; an empty object.</summary>
    [JsonConverter(typeof(PresenceConverter))]
    public bool LanguageAuto { get; init; }

    /// <summary>Deprecated.</summary>
    public LanguageHints? LanguageHints { get; init; }
}
