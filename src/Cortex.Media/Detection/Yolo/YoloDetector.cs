using Cortex.Media.Frames;
using Cortex.Media.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Cortex.Media.Detection;

/// <summary>
/// A YOLO model (v8 and v11 with their raw output, or any with boxes after suppression) on this machine's processor. Not thread-safe;
/// its large memory is made once.
/// </summary>
public sealed class YoloDetector : IDetector
{
    private const int UsualSide = 640;
    private readonly OnnxModel _model;
    private readonly InputPicture _picture;
    private readonly OrtValue _tensor;
    private readonly Dictionary<string, OrtValue> _inputs;
    private readonly string[] _names;
    private readonly string _namesSource;
    private readonly YoloOutput _output;

    private YoloDetector(OnnxModel model, DetectionOptions options)
    {
        _model = model;
        (_names, _namesSource) = NamesOf(model, options);
        _output = new YoloOutput([.. _names.Select(name => name.Length is 0 ? float.PositiveInfinity : (float)options.Confidence.Of(name))], options.Overlap);
        (InputWidth, InputHeight) = SizeOf(model);
        _picture = new InputPicture(InputWidth, InputHeight);
        _tensor = OrtValue.CreateTensorValueFromMemory(_picture.Numbers, [1, 3, InputHeight, InputWidth]);
        _inputs = new() { [model.Inputs.Single()] = _tensor };
    }

    /// <inheritdoc/>
    public string Name => $"YOLO ({_model.Path})";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Labels => [.. _names.Where(static name => name.Length > 0)];

    /// <summary>Pixels across that the model looks at.</summary>
    public int InputWidth { get; }

    /// <summary>Pixels down that the model looks at.</summary>
    public int InputHeight { get; }

    /// <summary>Loads a model, tries it, and tells by its output what it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="OnnxException">It is not there, no YOLO model, or its names are not known; one line that says what to do.</exception>
    public static YoloDetector Load(string path, DetectionOptions? options = null)
    {
        options ??= new DetectionOptions();
        var model = OnnxModel.Load(path, options.Threads, DetectorFaults.Remedy);
        YoloDetector? detector = null;
        try
        {
            detector = new YoloDetector(model, options);
            detector.Run(default);
            return detector;
        }
        catch
        {
            detector?._tensor.Dispose();
            detector?._picture.Dispose();
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SceneObject> Find(Frame frame) => Run(_picture.Show(frame));

    /// <inheritdoc/>
    public void Dispose()
    {
        _tensor.Dispose();
        _picture.Dispose();
        _model.Dispose();
    }

    private List<SceneObject> Run(Letterbox box)
    {
        List<SceneObject> found = [];
        _model.Run(_inputs, (shape, numbers) =>
        {
            foreach (var candidate in _output.Read(Checked(shape), numbers))
            {
                if (box.Width > 0 && box.Back(candidate) is { Width: > 0, Height: > 0 } place)
                {
                    found.Add(new SceneObject(_names[candidate.Class], Math.Clamp(candidate.Confidence, 0, 1), place));
                }
            }
        });
        return found;
    }

    private YoloShape Checked(ReadOnlySpan<long> shape)
    {
        var told = YoloShape.Of(shape, _names.Length, _model.Path);
        return told.Form is YoloForm.Raw && told.Classes != _names.Length
            ? throw DetectorFaults.WrongNames(_model.Path, _namesSource, _names.Length, told.Classes)
            : told;
    }

    private static (string[] Names, string Source) NamesOf(OnnxModel model, DetectionOptions options)
    {
        if (options.NamesFile is { } file)
        {
            return (ClassNames.ReadFile(file), file);
        }

        return model.Metadata.TryGetValue("names", out var text) && text.Trim().Length > 0
            ? (ClassNames.Read(text, model.Path), "its metadata")
            : throw DetectorFaults.NoNames(model.Path);
    }

    private static (int Width, int Height) SizeOf(OnnxModel model)
    {
        if (model.Inputs.Count is not 1)
        {
            throw DetectorFaults.Inputs(model);
        }

        RequireFloat(model.Path, "input", model.KindOf(model.Inputs.Single()));
        RequireFloat(model.Path, "output", model.OutputKind);
        var shape = model.ShapeOf(model.Inputs.Single());
        if (shape is not [1 or < 0, 3 or < 0, var height, var width])
        {
            throw DetectorFaults.InputShape(model.Path, shape);
        }

        (width, height) = (width < 0 ? UsualSide : width, height < 0 ? UsualSide : height);
        return Math.Min(width, height) >= 8 && Math.Max(width, height) <= DetectionOptions.MaxInputSide
            ? (width, height)
            : throw DetectorFaults.InputSize(model.Path, height, width);
    }

    private static void RequireFloat(string path, string what, TensorElementType kind)
    {
        if (kind is TensorElementType.Float16)
        {
            throw DetectorFaults.Half(path, what);
        }

        if (kind is not TensorElementType.Float)
        {
            throw DetectorFaults.Kind(path, what, kind.ToString().ToLowerInvariant());
        }
    }
}
