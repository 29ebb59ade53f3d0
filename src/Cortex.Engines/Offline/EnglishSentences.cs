using System.Globalization;
using Cortex.Media.Frames;

namespace Cortex.Engines.Offline;

/// <summary>English.</summary>
sealed class EnglishSentences : Sentences
{
    public static EnglishSentences Instance { get; } = new();

    public override string Language => "en";

    public override string NoPicture => "I have no picture, so I cannot say what is around you.";

    public override string DamagedPicture => "The picture that came is damaged, so I cannot look at it.";

    public override string TooDark => "The picture is too dark to make anything out; please turn towards a light, or uncover the camera.";

    public override string WashedOut => "The picture is too bright to make anything out; please turn away from the light.";

    public override string CoveredPerhaps(PlainColour colour) =>
        $"The picture shows one even surface, {Name(colour)}; something may cover the camera, so please move a little.";

    public override string NothingStandsOut => "I see many small areas, and none of them stands out.";

    public override string NothingOn(Side side) => $"{Capital(Where(side))}, no area stands out.";

    public override string NothingRecognised => "I recognise nothing in this picture.";

    public override string CannotRecognise => "I am offline and cannot recognise things or people.";

    public override string CannotJudgeSafety => "I cannot tell whether that is safe.";

    public override string AskSomebody => "Please trust your cane, your dog, your ears, or somebody near you.";

    public override string CannotRead => "I am offline and cannot read.";

    public override string CannotMeasure => "I cannot judge distance or size from a picture.";

    public override string CannotLocate => "I am offline and do not know where you are.";

    public override string AskAgainOnline => "Please ask me again when the connection is back.";

    public override string AskAgain => "Please ask me again.";

    public override string ResultLost => "The connection broke, and what I was doing for you got lost.";

    public override string DeviceClock => "That is what this device's clock says.";

    public override string Hello => "Hello, I am here, and I am offline.";

    public override string Welcome => "You are welcome.";

    public override string StillOffline => "I am still offline.";

    public override string CanDo => "I can tell you where there are colours, how light it is, what changed, and the time.";

    public override string CannotDo => "Offline I do not understand speech, and I cannot name things, read, or judge distance.";

    public override string NoAnswer => "I am offline and cannot answer that.";

    public override string ColoursMislead => "I name only what stands out most, and light can change how a colour looks.";

    public override string LightMisleads => "The camera evens out light, so the place itself may be darker or lighter.";

    public override string NothingToCompare => "I have no earlier picture to compare with.";

    public override string AllDifferent => "Nearly everything looks different since your last question.";

    public override string TurnedPerhaps => "The camera may have turned; I cannot tell what is new.";

    public override string NoDifference => "I notice no difference since your last question.";

    public override string SmallChangesEscape => "Small or slow changes can escape me.";

    public override string CannotTellWhatItShows => "I am offline and cannot tell what it shows.";

    public override string CannotTellWhatChanged => "I am offline and cannot tell what it is.";

    public override string Blurred => "The picture is blurred, or shows only smooth surfaces.";

    public override string HoldStill => "Please hold the camera still, and ask again.";

    public override string Offline(bool spoken, bool recognised) => (spoken, recognised) switch
    {
        (true, true) => "I am offline: I do not understand speech, and I may miss or mistake things.",
        (true, false) => "I am offline: I do not understand speech, and cannot tell what these things are.",
        (false, true) => "I am offline, and I may miss or mistake things.",
        (false, false) => "I am offline: I cannot tell what these things are, or how far away.",
    };

    public override string OfflineOnly(bool spoken, bool again) => (spoken, again) switch
    {
        (true, true) => "I am still offline, so I did not understand your words.",
        (true, false) => "I am offline, so I did not understand your words.",
        (false, true) => "I am still offline.",
        (false, false) => "I am offline.",
    };

    public override string OfflineAgain(bool spoken, bool recognised) => (spoken, recognised) switch
    {
        (true, _) => "I am still offline, so I did not understand your words.",
        (false, true) => "I am still offline, and may miss things.",
        (false, false) => "I am still offline, and cannot tell what these are.",
    };

    public override string OfflineAndChanged(bool spoken, PictureChange change) =>
        $"{(change.IsWhole ? "Nearly everything looks different" : $"Something looks different {Where(change.Place)},")} since your last question; "
        + (spoken ? "I am still offline and do not understand speech." : "I am still offline.");

    public override string OfflineAndHoldStill(bool spoken) =>
        "Please hold the camera still, and ask again; " + (spoken ? "I am offline and do not understand speech." : "I am offline.");

    public override string Areas(IReadOnlyList<Highlight> areas, bool blurred) =>
        blurred ? $"The picture is blurred; roughly, {AreaList(areas)}." : $"{Capital(AreaList(areas))}.";

    public override string Colours(IReadOnlyList<Highlight> areas) =>
        $"{Capital(List(Ordered(areas), area => IsRest(area, areas) ? $"the rest mostly {Name(area.Colour)}" : $"{Where(area.Side, area.Level)}, {Name(area.Colour)}"))}.";

    public override string Things(IReadOnlyList<ThingGroup> things, TimeSpan age)
    {
        var seen = List(things, static thing => $"{Where(thing.Side)}, {(thing.IsSure ? "" : "perhaps ")}{Counted(thing)}{Nearing(thing)}");
        var seconds = (int)Math.Round(age.TotalSeconds);
        return seconds < 2 ? $"{Capital(seen)}." : $"{seconds.ToString(CultureInfo.InvariantCulture)} seconds ago: {seen}.";
    }

    public override string ComesCloser(string label) => $"{Capital(label)} coming closer";

    public override string NoWarnings(WarningsOff why) => why switch
    {
        WarningsOff.NoModel => "Warnings are off: there is no detection model.",
        _ => "Warnings are off: the detection model cannot be used.",
    };

    public override string Light(LightLevel level, PicturePlace? brightest, PicturePlace? darkest)
    {
        var light = level switch
        {
            LightLevel.Black => "The picture is almost black",
            LightLevel.Dim => "The picture is dim",
            LightLevel.Medium => "The picture is neither dark nor bright",
            LightLevel.Bright => "The picture is bright",
            _ => "The picture is almost white",
        };
        var bright = brightest is { } lit ? $"; {Where(lit)}, it is much brighter" : "";
        return $"{light}{bright}{(darkest is { } shade ? $"; {Where(shade)}, much darker" : "")}.";
    }

    public override string Sharp(int width, int height) => string.Create(CultureInfo.InvariantCulture, $"The picture is sharp, {width} by {height} pixels.");

    public override string DifferentAt(PicturePlace place) => $"{Capital(Where(place))}, something looks different since your last question.";

    public override string Time(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"It is {now:H:mm}.");

    public override string Date(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"Today is {now:dddd, d MMMM yyyy}.");

    // What stands at one place is said in one go: the place is named once.
    static string AreaList(IReadOnlyList<Highlight> areas) =>
        List(
            Ordered(areas).GroupBy(area => (area.Side, area.Level)),
            place => IsRest(place.First(), areas) ? $"the rest mostly {Names(place, static area => Name(area.Colour))}" : Phrase(place));

    // What lies around all else is said last, and not as if it were one thing more.
    static IEnumerable<Highlight> Ordered(IReadOnlyList<Highlight> areas) => areas.OrderBy(area => IsRest(area, areas));

    static bool IsRest(Highlight area, IReadOnlyList<Highlight> areas) => areas.Count > 1 && area is { Side: Side.Across, Level: Level.Whole };

    static string Phrase(IGrouping<(Side Side, Level Level), Highlight> place) => place.Key is (Side.Across, Level.Whole)
        ? $"nearly everywhere, {Names(place, static area => Name(area.Colour))}"
        : $"{Where(place.Key.Side, place.Key.Level)}, {Names(place, static area => Article($"{Adjective(area.Form)}{Name(area.Colour)} {(area.IsPatch ? "patch" : "area")}"))}";

    static string Names(IEnumerable<Highlight> areas, Func<Highlight, string> name) => string.Join(" and ", areas.Select(name));

    static string Where(PicturePlace place) => Where(place.Side, place.Level);

    static string Where(Side side, Level level) => (side, level) switch
    {
        (Side.Across, Level.Whole) => "nearly everywhere",
        (_, Level.Top) => $"{Where(side)}, high up",
        (_, Level.Bottom) => $"{Where(side)}, low down",
        (_, Level.Whole) => $"{Where(side)}, from top to bottom",
        _ => Where(side),
    };

    static string Where(Side side) => side switch
    {
        Side.Left => "on the left",
        Side.Right => "on the right",
        Side.Across => "from side to side",
        _ => "ahead",
    };

    static string Adjective(Form form) => form switch
    {
        Form.Small => "small ",
        Form.Large => "large ",
        Form.Wide => "wide ",
        Form.Tall => "tall ",
        _ => "",
    };

    static string Counted(ThingGroup thing) => thing.Count switch
    {
        1 => Article(thing.Label),
        2 => $"two {Plural(thing.Label)}",
        3 => $"three {Plural(thing.Label)}",
        _ => $"several {Plural(thing.Label)}",
    };

    static string Nearing(ThingGroup thing) => (thing.Nearing, thing.Count) switch
    {
        (0, _) => "",
        (1, 1) => ", coming closer",
        (1, _) => ", one coming closer",
        _ when thing.Nearing == thing.Count => ", all coming closer",
        _ => ", some coming closer",
    };

    static string Plural(string label) => label switch
    {
        "person" => "people",
        "sheep" or "skis" or "scissors" => label,
        "knife" => "knives",
        "mouse" => "mice",
        _ when label.EndsWith('s') || label.EndsWith("ch", StringComparison.Ordinal) || label.EndsWith("sh", StringComparison.Ordinal) => label + "es",
        _ => label + "s",
    };

    static string Article(string noun) => noun.Length > 0 && "aeiou".Contains(noun[0], StringComparison.Ordinal) ? $"an {noun}" : $"a {noun}";

    static string Name(PlainColour colour) => colour.ToString().ToLowerInvariant();

    static string List<T>(IEnumerable<T> items, Func<T, string> phrase) => string.Join("; ", items.Select(phrase));

    static string Capital(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
