using System.Globalization;

namespace Cortex.Testing;

/// <summary>Detection models with the inputs, outputs and metadata of YOLO exports.</summary>
public static class DetectionModels
{
    /// <summary>How Ultralytics writes names into a model.</summary>
    public static string Names(params string[] names) =>
        "{" + string.Join(", ", names.Select(static (name, number) => string.Create(CultureInfo.InvariantCulture, $"{number}: '{name}'"))) + "}";

    /// <summary>Always gives the same numbers, whatever it is shown.</summary>
    /// <param name="output">The numbers.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="names">As in the metadata; null for none.</param>
    /// <param name="input">The input's shape; null for [1, 3, 64, 64].</param>
    public static byte[] Fixed(float[] output, long[] shape, string? names, long[]? input = null)
    {
        var graph = new OnnxGraph().FloatInput("images", input ?? [1, 3, 64, 64])
            .Constant("boxes", output, shape).Constant("zero", [0f], 1).Constant("one", [1L], 1)
            .Node("ReduceMean", ["images"], "mean")
            .Node("Reshape", ["mean", "one"], "light")
            .Node("Mul", ["light", "zero"], "nothing")
            .Node("Add", ["boxes", "nothing"], "output0")
            .FloatOutput("output0", [.. shape.Select(static _ => -1L)]);
        return (names is null ? graph : graph.Metadata("names", names)).ToArray();
    }

    /// <summary>
    /// Costs as much as a small real model and finds nothing: convolutions of 3.1 billion multiplications at 640 x 640, as YOLO11n has,
    /// with its activation, and the output [1, 84, 6400].
    /// </summary>
    public static byte[] Costly()
    {
        var graph = new OnnxGraph().FloatInput("images", 1, 3, 640, 640);
        var (at, layer) = ("images", 0);
        foreach (var (from, to, stride) in ((int, int, int)[])[(3, 16, 2), (16, 32, 2), (32, 64, 2), .. Enumerable.Repeat((64, 64, 1), 12)])
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"layer{++layer}");
            graph.Convolution(at, name, from, to, 3, stride).Node("Sigmoid", [name], name + "s").Node("Mul", [name, name + "s"], name + "a");
            at = name + "a";
        }

        return graph.Convolution(at, "head", 64, 84, 1, 1)
            .Constant("little", [1e-6f], 1).Constant("rows", [1L, 84, 6400], 3)
            .Node("Mul", ["head", "little"], "unsure")
            .Node("Reshape", ["unsure", "rows"], "output0")
            .FloatOutput("output0", 1, 84, 6400)
            .Metadata("names", Names([.. Enumerable.Range(0, 80).Select(static number => string.Create(CultureInfo.InvariantCulture, $"class{number}"))]))
            .ToArray();
    }

    /// <summary>
    /// Sees what is red, as one square thing of one class: where its middle is and how large it is follow the picture. The output is
    /// YOLO's raw one, [1, 5, 8], seven of its boxes empty.
    /// </summary>
    /// <param name="name">What the red thing is called.</param>
    /// <param name="side">Pixels of the input, each way.</param>
    public static byte[] Red(string name, int side = 96)
    {
        var pixels = (float)side * side;
        float[] across = [.. Enumerable.Range(0, side * side).Select(i => (i % side) + 0.5f)];
        float[] down = [.. Enumerable.Range(0, side * side).Select(i => (i / side) + 0.5f)];
        return new OnnxGraph().FloatInput("images", 1, 3, side, side)
            .Constant("first", [0L, 0, 0, 0], 4).Constant("second", [0L, 1, 0, 0], 4)
            .Constant("afterFirst", [1L, 1, side, side], 4).Constant("afterSecond", [1L, 2, side, side], 4)
            .Constant("across", across, 1, 1, side, side).Constant("down", down, 1, 1, side, side)
            .Constant("threshold", [0.4f], 1).Constant("rest", [0.6f], 1).Constant("little", [1e-6f], 1).Constant("less", [5e-4f], 1)
            .Constant("pixels", [pixels], 1).Constant("row", [1L, 1, 1], 3).Constant("mask", [1f, 0, 0, 0, 0, 0, 0, 0], 1, 1, 8)
            .Node("Slice", ["images", "first", "afterFirst"], "red")
            .Node("Slice", ["images", "second", "afterSecond"], "green")
            .Node("Sub", ["red", "green"], "redness")
            .Node("Sub", ["redness", "threshold"], "over")
            .Node("Relu", ["over"], "positive")
            .Node("Div", ["positive", "rest"], "is")
            .Node("ReduceMean", ["is"], "share")
            .Node("Add", ["share", "little"], "some")
            .Node("Mul", ["is", "across"], "isAcross").Node("ReduceMean", ["isAcross"], "sumAcross").Node("Div", ["sumAcross", "some"], "x")
            .Node("Mul", ["is", "down"], "isDown").Node("ReduceMean", ["isDown"], "sumDown").Node("Div", ["sumDown", "some"], "y")
            .Node("Mul", ["share", "pixels"], "area").Node("Sqrt", ["area"], "size")
            .Node("Add", ["share", "less"], "almost").Node("Div", ["share", "almost"], "sure")
            .Node("Reshape", ["x", "row"], "x1").Node("Reshape", ["y", "row"], "y1").Node("Reshape", ["size", "row"], "size1").Node("Reshape", ["sure", "row"], "sure1")
            .Node("Concat", ["x1", "y1", "size1", "size1", "sure1"], "box", ("axis", 1))
            .Node("Mul", ["box", "mask"], "output0")
            .FloatOutput("output0", 1, 5, 8)
            .Metadata("names", Names(name))
            .ToArray();
    }
}
