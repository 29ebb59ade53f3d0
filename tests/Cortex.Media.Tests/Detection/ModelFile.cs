using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Testing;

namespace Cortex.Media.Tests.Detection;

/// <summary>A model that stands in a file while the test runs.</summary>
internal sealed class ModelFile : IDisposable
{
    public ModelFile(byte[] model) => File.WriteAllBytes(Path, model);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public YoloDetector Load(DetectionOptions? options = null) => YoloDetector.Load(Path, (options ?? new DetectionOptions()) with { Threads = 1 });

    public void Dispose() => File.Delete(Path);

    public static Frame Picture(int width = 64, int height = 64, long at = 0)
    {
        using var drawn = new Drawn(width, height);
        return new Frame(drawn.Png(), "image/png", width, height, at);
    }

    /// <summary>A red square on grey.</summary>
    public static Frame Red(double left, double top, double right, double bottom, int width = 640, int height = 480, long at = 0)
    {
        using var drawn = new Drawn(width, height).Box(left, top, right, bottom, "ff0000");
        return new Frame(drawn.Jpeg(95), "image/jpeg", width, height, at);
    }

    /// <summary>[1, 4 + classes, N] of boxes given as middle, size, class and how sure.</summary>
    public static (float[] Numbers, long[] Shape) Raw(int classes, int count, params (float X, float Y, float W, float H, int Class, float Sure)[] boxes)
    {
        var numbers = new float[(4 + classes) * count];
        for (var i = 0; i < boxes.Length; i++)
        {
            var (x, y, w, h, c, sure) = boxes[i];
            (numbers[i], numbers[count + i], numbers[(2 * count) + i], numbers[(3 * count) + i], numbers[((4 + c) * count) + i]) = (x, y, w, h, sure);
        }

        return (numbers, [1, 4 + classes, count]);
    }
}
