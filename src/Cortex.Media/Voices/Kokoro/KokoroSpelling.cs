namespace Cortex.Media.Voices;

/// <summary>
/// Spells espeak-ng's phonemes as the model was taught them: diphthongs and affricates have letters of their own in English, and a
/// few sounds it never heard have neighbours that it did.
/// </summary>
internal static class KokoroSpelling
{
    private static readonly (string From, string To)[] Everywhere =
    [
        ("d^ʒ", "ʤ"), ("t^ʃ", "ʧ"), ("d^z", "ʣ"), ("t^s", "ʦ"), ("t^ɕ", "ʨ"), ("^", ""), ("r", "ɹ"), ("g", "ɡ"), ("-", ""), ("\u0303", ""), ("\u0329", ""),
    ];

    private static readonly (string From, string To)[] English =
    [
        ("ʔˌn\u0329", "tᵊn"), ("ʔn\u0329", "tᵊn"), ("ʔn", "tᵊn"), ("ʔ", "t"),
        ("a^ɪ", "I"), ("a^ʊ", "W"), ("e^ɪ", "A"), ("ɔ^ɪ", "Y"), ("ə^l", "ᵊl"),
        ("ʲO", "jO"), ("ʲə", "jə"), ("ʲ", ""), ("x", "k"), ("ç", "k"), ("ɬ", "l"),
    ];

    private static readonly (string From, string To)[] American =
    [
        ("o^ʊ", "O"), ("ɚ", "əɹ"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ɐ", "ə"), ("ː", ""),
    ];

    private static readonly (string From, string To)[] British = [("ə^ʊ", "Q"), ("e^ə", "ɛː"), ("iə", "ɪə"), ("ɐ", "ə")];

    /// <summary>Spells them.</summary>
    /// <param name="phonemes">Tied with <c>^</c>.</param>
    /// <param name="espeakVoice">The language they were read in, for example <c>en-us</c>.</param>
    public static string Spell(string phonemes, string espeakVoice)
    {
        if (espeakVoice.StartsWith("en", StringComparison.Ordinal))
        {
            phonemes = Replace(phonemes, English);
            phonemes = Replace(phonemes, espeakVoice.StartsWith("en-us", StringComparison.Ordinal) ? American : British);
        }

        return Replace(phonemes, Everywhere);
    }

    private static string Replace(string phonemes, (string From, string To)[] table)
    {
        foreach (var (from, to) in table)
        {
            phonemes = phonemes.Replace(from, to, StringComparison.Ordinal);
        }

        return phonemes;
    }
}
