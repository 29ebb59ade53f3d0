namespace Cortex.Engines.Offline;

/// <summary>What is spoken without a question: the safety line's words, from the same table as the answers.</summary>
public static class WarningWords
{
    /// <summary>Something comes nearer fast: <c>Car coming closer</c>.</summary>
    /// <param name="label">What, one of the detector's words.</param>
    /// <param name="language">BCP-47, or null.</param>
    public static string ComesCloser(string label, string? language) => Sentences.For(language).ComesCloser(label);

    /// <summary>Nobody will warn.</summary>
    /// <param name="why">Why not.</param>
    /// <param name="language">BCP-47, or null.</param>
    public static string Off(WarningsOff why, string? language) => Sentences.For(language).NoWarnings(why);

    /// <summary>The language these words are in; a voice is to speak that one.</summary>
    /// <param name="language">The one that was asked for.</param>
    public static string LanguageOf(string? language) => Sentences.For(language).Language;
}
