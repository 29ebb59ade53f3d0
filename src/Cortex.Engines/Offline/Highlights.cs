using Cortex.Media.Detection;
using Cortex.Media.Frames;

namespace Cortex.Engines.Offline;

/// <summary>Chooses the few things worth a short sentence, and puts them from left to right.</summary>
static class Highlights
{
    /// <summary>As many as one hears without losing the first.</summary>
    public const int Most = 3;

    /// <summary>Under this a detector's guess is not worth saying.</summary>
    const double LeastConfidence = 0.35;

    /// <summary>A colour stands out more than grey, black or white of the same size.</summary>
    const float ColourCounts = 5;

    /// <summary>The areas that stand out most, at most one of each colour on each side.</summary>
    public static IReadOnlyList<PicturePatch> Of(IEnumerable<PicturePatch> patches, Side? side) =>
        [.. patches.Where(patch => side is null || patch.Place.Side == side)
            .DistinctBy(static patch => (patch.Colour, patch.Place.Side))
            .OrderByDescending(static patch => patch.Share * (IsColourful(patch.Colour) ? ColourCounts : 1))
            .Take(Most)
            .OrderBy(static patch => patch.Place.Side)
            .ThenBy(static patch => patch.Place.Left)];

    /// <summary>The things that were recognised, the largest groups of one kind on one side, from left to right.</summary>
    public static IReadOnlyList<ThingGroup> Of(IEnumerable<SceneObject> objects, Side? side) =>
        [.. objects.Where(thing => thing.Confidence >= LeastConfidence && (side is null || thing.Place.Side == side))
            .GroupBy(static thing => (thing.Label, thing.Place.Side))
            .Select(static group => new ThingGroup(group.Key.Label, group.Key.Side, group.Count(), group.Max(static thing => thing.Confidence), group.Max(static thing => thing.Place.Width * thing.Place.Height)))
            .OrderByDescending(static group => group.LargestShare)
            .Take(Most)
            .OrderBy(static group => group.Side)];

    static bool IsColourful(PlainColour colour) => colour is not (PlainColour.Black or PlainColour.Grey or PlainColour.White or PlainColour.Beige);
}
