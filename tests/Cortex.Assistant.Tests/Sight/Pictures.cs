using Cortex.Assistant.Sight;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Tests;

/// <summary>Glimpses whose measures the test says.</summary>
internal static class Pictures
{
    /// <summary>A scene of one grey, with so sharp a picture of it.</summary>
    public static Glimpse See(double at, byte scene, double sharpness = 100) =>
        new(new Frame(new byte[1], "image/jpeg", 1, 1, 0), TimeSpan.FromMilliseconds(at), _ => Measure(scene, sharpness));

    /// <summary>One that cannot be read.</summary>
    public static Glimpse Damaged(double at) => new(new Frame(new byte[1], "image/jpeg", 1, 1, 0), TimeSpan.FromMilliseconds(at), static _ => null);

    private static FrameMeasure Measure(byte scene, double sharpness)
    {
        var cells = new byte[FrameMeasure.Across * FrameMeasure.Down * 3];
        Array.Fill(cells, scene);
        return new FrameMeasure(sharpness, cells);
    }
}
