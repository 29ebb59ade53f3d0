using Cortex.Media.Frames;

namespace Cortex.Engines.Offline;

/// <summary>
/// All that the offline brain can say, in one language. To add a language: derive, translate, and name it in <see cref="For"/>.
/// Each is one short sentence for the ear: the answer first, position before colour, no distance, no promise of safety.
/// </summary>
abstract class Sentences
{
    /// <summary>The language of the text, BCP-47; the voice speaks it.</summary>
    public abstract string Language { get; }

    public abstract string NoPicture { get; }

    public abstract string DamagedPicture { get; }

    public abstract string TooDark { get; }

    public abstract string WashedOut { get; }

    public abstract string CoveredPerhaps(PlainColour colour);

    public abstract string NothingStandsOut { get; }

    public abstract string NothingOn(Side side);

    public abstract string NothingRecognised { get; }

    public abstract string CannotRecognise { get; }

    public abstract string CannotJudgeSafety { get; }

    public abstract string AskSomebody { get; }

    public abstract string CannotRead { get; }

    public abstract string CannotMeasure { get; }

    public abstract string CannotLocate { get; }

    public abstract string AskAgainOnline { get; }

    public abstract string AskAgain { get; }

    public abstract string ResultLost { get; }

    public abstract string DeviceClock { get; }

    public abstract string Hello { get; }

    public abstract string Welcome { get; }

    public abstract string StillOffline { get; }

    public abstract string CanDo { get; }

    public abstract string CannotDo { get; }

    public abstract string NoAnswer { get; }

    public abstract string ColoursMislead { get; }

    public abstract string LightMisleads { get; }

    public abstract string NothingToCompare { get; }

    public abstract string AllDifferent { get; }

    public abstract string TurnedPerhaps { get; }

    public abstract string NoDifference { get; }

    public abstract string SmallChangesEscape { get; }

    public abstract string CannotTellWhatItShows { get; }

    public abstract string CannotTellWhatChanged { get; }

    public abstract string Blurred { get; }

    public abstract string HoldStill { get; }

    /// <summary>What cannot be known, in the first answer of a conversation.</summary>
    public abstract string Offline(bool spoken, bool recognised);

    /// <summary>No more than that, where nothing was seen.</summary>
    public abstract string OfflineOnly(bool spoken, bool again);

    /// <summary>The same, later and shorter.</summary>
    public abstract string OfflineAgain(bool spoken, bool recognised);

    /// <summary>The same, with what changed since the last question.</summary>
    public abstract string OfflineAndChanged(bool spoken, PictureChange change);

    /// <summary>The same, after a picture that was too bad to look at, and what to do about that.</summary>
    public abstract string OfflineAndHoldStill(bool spoken);

    public abstract string Areas(IReadOnlyList<Highlight> areas, bool blurred);

    public abstract string Colours(IReadOnlyList<Highlight> areas);

    public abstract string Things(IReadOnlyList<ThingGroup> things, TimeSpan age);

    /// <summary>Three words, while something else is being said: no article, no full sentence.</summary>
    public abstract string ComesCloser(string label);

    public abstract string NoWarnings(WarningsOff why);

    public abstract string Light(LightLevel level, PicturePlace? brightest, PicturePlace? darkest);

    public abstract string Sharp(int width, int height);

    public abstract string DifferentAt(PicturePlace place);

    public abstract string Time(DateTimeOffset now);

    public abstract string Date(DateTimeOffset now);

    /// <summary>The sentences of a language; English where there are none yet.</summary>
    /// <param name="language">BCP-47, or null.</param>
    public static Sentences For(string? language) => language switch
    {
        _ => EnglishSentences.Instance,
    };
}
