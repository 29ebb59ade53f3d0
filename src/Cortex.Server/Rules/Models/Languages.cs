using System.Collections.Frozen;

namespace Cortex.Server.Rules;

/// <summary>Language codes the older native-audio models take (reference 5: 24 region codes; the list itself is unverified).</summary>
internal static class Languages
{
    public static FrozenSet<string> NativeAudio { get; } = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ar-EG", "bn-BD", "de-DE", "en-IN", "en-US", "es-US", "fr-FR", "hi-IN", "id-ID", "it-IT", "ja-JP", "ko-KR",
        "mr-IN", "nl-NL", "pl-PL", "pt-BR", "ro-RO", "ru-RU", "ta-IN", "te-IN", "th-TH", "tr-TR", "uk-UA", "vi-VN");
}
