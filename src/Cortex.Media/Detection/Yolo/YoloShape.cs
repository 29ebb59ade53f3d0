namespace Cortex.Media.Detection;

/// <summary>What an output's shape tells.</summary>
/// <param name="Form">Which of the two.</param>
/// <param name="Classes">How many classes; 0: the shape does not tell.</param>
/// <param name="Boxes">How many boxes.</param>
internal readonly record struct YoloShape(YoloForm Form, int Classes, int Boxes)
{
    /// <summary>A picture of 2,048 x 2,048 gives 86,016.</summary>
    public const int MostBoxes = 100_000;

    private const int MostClasses = 10_000;
    private const int Corners = 4;
    private const int EndToEndColumns = 6;

    /// <summary>Tells the form by the shape.</summary>
    /// <param name="shape">The output's.</param>
    /// <param name="names">How many classes have a name; 0 where nobody knows.</param>
    /// <param name="path">The model, for messages.</param>
    /// <exception cref="Onnx.OnnxException">It is neither.</exception>
    public static YoloShape Of(ReadOnlySpan<long> shape, int names, string path)
    {
        if (shape.Length is not 3 || shape[0] is not 1)
        {
            throw DetectorFaults.OutputShape(path, shape);
        }

        // With two classes and six boxes both forms have this shape; the names say which is meant.
        var (rows, columns) = (shape[1], shape[2]);
        var isRaw = names > 0 && rows == Corners + names;
        if (!isRaw && columns is EndToEndColumns)
        {
            return rows <= MostBoxes ? new(YoloForm.EndToEnd, 0, (int)rows) : throw DetectorFaults.TooMany(path, rows);
        }

        // More rows than boxes is the turned output of YOLOv5 and older: its fifth number is no class.
        if (!isRaw && (rows <= Corners || rows > Corners + MostClasses || rows > columns))
        {
            throw DetectorFaults.OutputShape(path, shape);
        }

        return columns <= MostBoxes ? new(YoloForm.Raw, (int)rows - Corners, (int)columns) : throw DetectorFaults.TooMany(path, columns);
    }
}
