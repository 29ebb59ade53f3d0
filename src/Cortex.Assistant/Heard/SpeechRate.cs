namespace Cortex.Assistant.Heard;

/// <summary>How long this voice takes for a character, learned from the answers that were heard whole.</summary>
/// <param name="PerCharacter">Sound a character.</param>
internal readonly record struct SpeechRate(TimeSpan PerCharacter)
{
    /// <summary>An answer shorter than this teaches nothing.</summary>
    private const int EnoughCharacters = 20;

    /// <summary>Unhurried speech, about 15 characters a second; a shorter time would claim words that were not heard.</summary>
    public static SpeechRate Default { get; } = new(TimeSpan.FromMilliseconds(67));

    /// <summary>The sound these words will take.</summary>
    public TimeSpan Of(int characters) => PerCharacter * characters;

    /// <summary>This rate, and half of what a whole answer showed.</summary>
    public SpeechRate Learn(int characters, TimeSpan sound) => characters < EnoughCharacters || sound <= TimeSpan.Zero
        ? this
        : new((PerCharacter + (sound / characters)) / 2);
}
