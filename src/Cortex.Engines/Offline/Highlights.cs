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

    /// <summary>From this share of the picture on, more of it is ground and not a thing, and stands out no more.</summary>
    const float Ground = 0.08f;

    /// <summary>Grey, black and white areas count by their size alone, as if they were that vivid: after any colour.</summary>
    const float LeastVividness = 0.1f;

    /// <summary>The areas that stand out most, at most one of each colour on each side.</summary>
    public static IReadOnlyList<PicturePatch> Of(IEnumerable<PicturePatch> patches, Side? side) =>
        [.. patches.Where(patch => side is null || patch.Place.Side == side)
            .OrderByDescending(Prominence)
            .DistinctBy(static patch => (patch.Colour, patch.Place.Side))
            .Take(Most)
            .OrderBy(static patch => patch.Place.Side)
            .ThenBy(static patch => patch.Place.Left)];

    /// <summary>
    /// How much an area draws the eye: vividness before size, so that a car or a door comes before the sky and the walls around it.
    /// </summary>
    public static float Prominence(PicturePatch patch)
    {
        var vividness = Math.Max(patch.Vividness, LeastVividness);
        return vividness * vividness * MathF.Sqrt(Math.Min(patch.Share, Ground));
    }

    /// <summary>Small enough to be a thing, whatever it is.</summary>
    public static bool IsPatch(PicturePatch patch) => patch.Share < Ground;

    /// <summary>
    /// The things that were recognised, the largest groups of one kind on one side, from left to right. What comes nearer goes before
    /// what is merely large, and things that are followed keep their order while they are there.
    /// </summary>
    public static IReadOnlyList<ThingGroup> Of(IEnumerable<SceneObject> objects, Side? side) =>
        [.. objects.Where(thing => thing.Confidence >= LeastConfidence && (side is null || thing.Side == side))
            .GroupBy(static thing => (thing.Label, thing.Side))
            .Select(static group => (Things: Group(group.Key.Label, group.Key.Side, [.. group]), First: group.Min(static thing => thing.Track)))
            .OrderByDescending(static group => group.Things.Nearing > 0)
            .ThenByDescending(static group => group.Things.LargestShare)
            .Take(Most)
            .OrderBy(static group => group.Things.Side)
            .ThenBy(static group => group.First)
            .Select(static group => group.Things)];

    static ThingGroup Group(string label, Side side, IReadOnlyList<SceneObject> things) =>
        new(label, side, things.Count, things.Max(static thing => thing.Confidence), things.Max(static thing => thing.Place.Width * thing.Place.Height))
        {
            Nearing = things.Count(static thing => thing.Motion is Motion.Nearer),
        };
}
