namespace Cortex.Media.Voices;

/// <summary>Which languages the model's voices speak; the first letter of a voice's name tells.</summary>
internal static class KokoroLanguages
{
    /// <summary>Whether a voice such as <c>af_heart</c> is for a language of espeak-ng, such as <c>en-us</c>. English voices speak every English.</summary>
    public static bool IsFor(string voice, string espeakVoice) => voice is [var first, ..] && first switch
    {
        'a' or 'b' => espeakVoice.StartsWith("en", StringComparison.Ordinal),
        'e' => espeakVoice.StartsWith("es", StringComparison.Ordinal),
        'f' => espeakVoice.StartsWith("fr", StringComparison.Ordinal),
        'h' => espeakVoice is "hi",
        'i' => espeakVoice is "it",
        'p' => espeakVoice.StartsWith("pt", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>The English a voice was taught, by espeak-ng's name; null for other languages.</summary>
    public static string? Accent(string voice) => voice switch
    {
        ['a', ..] => "en-us",
        ['b', ..] => "en-gb",
        _ => null,
    };
}
