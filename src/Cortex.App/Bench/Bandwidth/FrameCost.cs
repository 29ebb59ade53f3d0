using Cortex.Media.Detection;
using Cortex.Media.Frames;

namespace Cortex.App.Bench;

/// <summary>What one picture costs this processor, by what is done with it.</summary>
internal static class FrameCost
{
    private const int Rounds = 12;
    private static readonly Scene Street = new(
        [
            new SceneObject("person", 0.9, new PicturePlace(0.1f, 0.2f, 0.3f, 0.9f)),
            new SceneObject("bicycle", 0.7, new PicturePlace(0.4f, 0.5f, 0.7f, 0.9f)),
            new SceneObject("car", 0.8, new PicturePlace(0.7f, 0.4f, 1, 0.7f)),
        ],
        0);

    /// <summary>Milliseconds of processor time a picture: one row for each thing done.</summary>
    /// <param name="fitting">Pictures that fit as they are.</param>
    /// <param name="large">Pictures that must be scaled.</param>
    public static IEnumerable<BenchRow> Rows(IReadOnlyList<byte[]> fitting, IReadOnlyList<byte[]> large)
    {
        var fitter = new FrameFitter();
        var annotator = new SceneAnnotator(static _ => Street);
        yield return Measure("a picture, untouched", fitting, picture => fitter.Fit(picture));
        yield return Measure("  1280 x 720 scaled to 768 and encoded", large, picture => fitter.Fit(picture));
        yield return Measure("  768 with three boxes drawn in and encoded", fitting, picture => annotator.Annotate(new Frame(picture, "image/jpeg", 0, 0, 0)));
        yield return Measure("  1280 x 720 scaled, with three boxes, and encoded", large, picture => annotator.Annotate(new Frame(picture, "image/jpeg", 0, 0, 0)));
        yield return Measure("  sharpness and difference, of 768", fitting, static picture => FrameMeasure.Of(new Frame(picture, "image/jpeg", 0, 0, 0)));
        yield return Measure("  sharpness and difference, of 1280 x 720", large, static picture => FrameMeasure.Of(new Frame(picture, "image/jpeg", 0, 0, 0)));
    }

    private static BenchRow Measure(string what, IReadOnlyList<byte[]> pictures, Action<byte[]> work)
    {
        List<double> costs = [];
        for (var round = -2; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            foreach (var picture in pictures)
            {
                work(picture);
            }

            if (round >= 0)
            {
                costs.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / pictures.Count);
            }
        }

        return BenchRow.Of(what, "ms CPU", costs);
    }
}
