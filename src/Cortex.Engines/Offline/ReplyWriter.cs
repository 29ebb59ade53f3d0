using Cortex.Media.Frames;

namespace Cortex.Engines.Offline;

/// <summary>Decides what is said: (request, sight) → two sentences. Pure.</summary>
sealed class ReplyWriter(Sentences say)
{
    public Reply Write(Request request, Sight sight) => request.Topic switch
    {
        Topic.Safety => new(say.CannotJudgeSafety, say.AskSomebody),
        Topic.Reading => new(say.CannotRead, say.AskAgainOnline),
        Topic.Distance => new(say.CannotMeasure, say.AskAgainOnline),
        Topic.Way => new(say.CannotLocate, say.AskAgainOnline),
        Topic.Time => new(say.Time(sight.Now), say.DeviceClock),
        Topic.Date => new(say.Date(sight.Now), say.DeviceClock),
        Topic.Hello => new(say.Hello, say.CanDo),
        Topic.Thanks => new(say.Welcome, say.StillOffline),
        Topic.Help => new(say.CanDo, say.CannotDo),
        Topic.Other => new(say.NoAnswer, say.CanDo),
        Topic.Recognise when !sight.CanRecognise => new(say.CannotRecognise, say.CanDo),
        _ when !sight.HasPicture => new(say.NoPicture, Bare(sight)),
        _ when sight.Look is null => new(say.DamagedPicture, sight.IsSpoken ? Bare(sight) : say.AskAgain),
        _ => AboutPicture(request, sight, sight.Look),
    };

    Reply AboutPicture(Request request, Sight sight, PictureLook look) => request.Topic switch
    {
        Topic.Light => new(say.Light(LevelOf(look), PlaceOf(look.BrightAreas), PlaceOf(look.DarkAreas)), say.LightMisleads),
        Topic.Sharpness => Sharpness(look),
        Topic.Change => Change(sight.Change),
        Topic.Recognise => new(Things(request, sight) ?? say.NothingRecognised, Caveat(sight, recognised: true)),
        _ => Scene(request, sight, look),
    };

    Reply Scene(Request request, Sight sight, PictureLook look)
    {
        if (request.Topic is Topic.Scene && Things(request, sight) is { } things)
            return new(things, Caveat(sight, recognised: true));
        if (look.IsTooDark)
            return new(say.TooDark, Bare(sight));
        if (look.IsWashedOut)
            return new(say.WashedOut, Bare(sight));
        if (look.IsPlain && look.Patches.Count > 0)
            return new(say.CoveredPerhaps(look.Patches[0].Colour), Bare(sight));

        var aspect = (double)look.Width / look.Height;
        Highlight[] areas = [.. Highlights.Of(look.Patches, request.Side).Select(patch => Highlight.Of(patch, aspect))];
        if (areas.Length == 0)
            return new(request.Side is { } side ? say.NothingOn(side) : say.NothingStandsOut, Caveat(sight, recognised: false));
        if (look.IsBlurred)
            return new(say.Areas(areas, blurred: true), say.OfflineAndHoldStill(sight.IsSpoken));
        return request.Topic is Topic.Colours
            ? new(say.Colours(areas), say.ColoursMislead)
            : new(say.Areas(areas, blurred: false), Caveat(sight, recognised: false));
    }

    Reply Sharpness(PictureLook look)
    {
        if (look.IsTooDark)
            return new(say.TooDark, say.AskAgain);
        return look.IsBlurred || look.IsPlain ? new(say.Blurred, say.HoldStill) : new(say.Sharp(look.Width, look.Height), say.CannotTellWhatItShows);
    }

    Reply Change(PictureChange? change) => change switch
    {
        null => new(say.NothingToCompare, say.AskAgain),
        { IsWhole: true } => new(say.AllDifferent, say.TurnedPerhaps),
        { IsNoticeable: true } => new(say.DifferentAt(change.Place), say.CannotTellWhatChanged),
        _ => new(say.NoDifference, say.SmallChangesEscape),
    };

    string? Things(Request request, Sight sight) =>
        Highlights.Of(sight.Objects, request.Side) is { Count: > 0 } things ? say.Things(things, sight.Age) : null;

    string Bare(Sight sight) => say.OfflineOnly(sight.IsSpoken, !sight.IsFirst);

    string Caveat(Sight sight, bool recognised) =>
        sight is { IsFirst: false, Change: { IsNoticeable: true } change } ? say.OfflineAndChanged(sight.IsSpoken, change)
        : sight.IsFirst ? say.Offline(sight.IsSpoken, recognised)
        : say.OfflineAgain(sight.IsSpoken, recognised);

    static PicturePlace? PlaceOf(IReadOnlyList<PicturePatch> areas) => areas.Count > 0 ? areas[0].Place : null;

    static LightLevel LevelOf(PictureLook look) => look.Brightness switch
    {
        _ when look.IsTooDark => LightLevel.Black,
        < 0.28 => LightLevel.Dim,
        < 0.62 => LightLevel.Medium,
        < 0.9 => LightLevel.Bright,
        _ => LightLevel.White,
    };
}
