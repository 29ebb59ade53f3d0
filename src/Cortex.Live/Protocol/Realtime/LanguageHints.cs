namespace Cortex.Live.Protocol;

/// <summary>Deprecated form of language hints (reference 2.1).</summary>
public sealed class LanguageHints
{
    /// <summary>BCP-47.</summary>
    public IReadOnlyList<string>? LanguageCodes { get; init; }
}
