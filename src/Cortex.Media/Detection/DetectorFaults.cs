using System.Globalization;
using Cortex.Media.Onnx;

namespace Cortex.Media.Detection;

/// <summary>Every way a detection model can be refused, in one place: what, where, and what to do.</summary>
internal static class DetectorFaults
{
    /// <summary>What to do about a file that is missing or none: it is the user's own.</summary>
    public const string Remedy = "give the file of a YOLO model, exported to ONNX, with detection.model";

    private const string Export = "export it again as a detection model: yolo export model=yolo11n.pt format=onnx";

    public static OnnxException Inputs(OnnxModel model) =>
        Of(model.Path, $"takes {model.Inputs.Count} inputs ({string.Join(", ", model.Inputs)}), and a YOLO model takes one picture", Export);

    public static OnnxException Half(string path, string what) => Of(path, $"has its {what} in float16, and only float32 is read", "export it without half=True");

    public static OnnxException Kind(string path, string what, string kind) => Of(path, $"has its {what} as {kind}, and only float32 is read", Export);

    public static OnnxException InputShape(string path, IReadOnlyList<int> shape) =>
        Of(path, $"takes an input of the shape {Shape(shape)}, and a YOLO model takes [1, 3, height, width]", Export);

    public static OnnxException InputSize(string path, int height, int width) =>
        Of(path, Invariant($"takes pictures of {width} x {height}, and from 8 to {DetectionOptions.MaxInputSide} a side are read"), "export it with imgsz=640");

    public static OnnxException OutputShape(string path, ReadOnlySpan<long> shape) =>
        Of(path, $"gives {Shape(shape)}, and [1, 4 + classes, N] (YOLOv8, v11) or [1, N, 6] (after suppression) are read", Export);

    public static OnnxException TooMany(string path, long rows) =>
        Of(path, Invariant($"gives {rows} boxes, more than the {YoloShape.MostBoxes} that are looked at"), "export it with a smaller imgsz");

    public static OnnxException NoNames(string path) =>
        Of(path, "has no names of its classes in it", "give a file with one name a line with detection.names");

    public static OnnxException WrongNames(string path, string source, int names, long classes) =>
        Of(path, Invariant($"tells {classes} classes, and {source} has {names} names: one of the two belongs to another model"), "give the right names with detection.names, and no segmentation or pose model");

    public static OnnxException BadNames(string source, string what) => Of(source, what, "write one name a line, in the order of the classes");

    private static OnnxException Of(string where, string what, string remedy) => new($"{where}: {what}; {remedy}");

    private static string Shape(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape.Select(static side => side < 0 ? "any" : side.ToString(CultureInfo.InvariantCulture)))}]";

    private static string Shape(ReadOnlySpan<long> shape) => Shape([.. shape.ToArray().Select(static side => (int)Math.Clamp(side, -1, int.MaxValue))]);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
