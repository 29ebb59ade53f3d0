using System.Globalization;
using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Testing;

namespace Cortex.Benchmarks.Detection;

/// <summary><c>--detection</c>: how long a look takes, with convolutions that cost what a small model's do, or with a model of yours.</summary>
static class DetectionBench
{
    private const int Looks = 40;
    private static readonly TimeProvider Time = TimeProvider.System;

    public static int Run(string[] args)
    {
        var threads = args is [_, _, ..] && int.TryParse(args[1], CultureInfo.InvariantCulture, out var number) ? number : 1;
        var path = args is [_, _, var named, ..] ? named : WriteCostly();
        using var picture = new Drawn(768, 576).Noise(20).Box(0.2, 0.2, 0.6, 0.9, "c02020").Box(0.5, 0.1, 0.9, 0.5, "2040c0");
        var frame = new Frame(picture.Jpeg(), "image/jpeg", 768, 576, Time.GetTimestamp());
        using var detector = YoloDetector.Load(path, new DetectionOptions { Threads = threads });
        var scene = new Scene([.. Enumerable.Range(0, 6).Select(static i => new SceneObject("person", 0.9, new PicturePlace(i / 8f, 0.2f, (i + 2) / 8f, 0.8f)))], frame.CapturedAt);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{detector.Name}, {detector.InputWidth} x {detector.InputHeight}, {threads} threads, a JPEG of 768 x 576; {Looks} looks"));
        Console.WriteLine("| what | p50 ms | p95 ms |\n|---|---|---|");
        Row("a look: decoding, letterbox, model, boxes", () => detector.Find(frame));
        using var free = YoloDetector.Load(WriteFree(), new DetectionOptions { Threads = threads });
        Row("the same without the model: decoding, letterbox at 640, boxes of [1, 84, 8400]", () => free.Find(frame));
        Row("drawing six boxes with names, decoding and encoding", () => new SceneAnnotator(_ => scene).Annotate(frame));
        var tracker = new Tracker(1000);
        var at = 1000;
        Row("following 100 things", () => tracker.Next([.. Enumerable.Range(0, 100).Select(static i => new SceneObject("person", 0.9, new PicturePlace(i % 10 / 10f, i / 10 / 10f, (i % 10 / 10f) + 0.1f, (i / 10 / 10f) + 0.1f)))], at += 100));
        return 0;
    }

    private static void Row(string what, Action work)
    {
        work();
        var took = new double[Looks];
        for (var i = 0; i < Looks; i++)
        {
            var began = Time.GetTimestamp();
            work();
            took[i] = Time.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(took);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {took[Looks / 2]:0.0} | {took[Looks * 95 / 100]:0.0} |"));
    }

    private static string WriteCostly() => Write("costly.onnx", DetectionModels.Costly());

    private static string WriteFree() => Write(
        "free.onnx",
        DetectionModels.Fixed(new float[84 * 8400], [1, 84, 8400], DetectionModels.Names([.. Enumerable.Range(0, 80).Select(static number => "class" + number)]), [1, 3, 640, 640]));

    private static string Write(string name, byte[] model)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("cortex-bench-").FullName, name);
        File.WriteAllBytes(path, model);
        return path;
    }
}
