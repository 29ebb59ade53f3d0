using Cortex.Media.Files;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Cortex.Media.Onnx;

/// <summary>
/// A model file, loaded and checked, with the telemetry of its runtime off. Any thread; running it takes the caller's thread for as
/// long as it takes.
/// </summary>
public sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    private OnnxModel(string path, InferenceSession session) => (Path, _session) = (path, session);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The names of its inputs.</summary>
    public IReadOnlyCollection<string> Inputs => _session.InputNames;

    /// <summary>The names of its outputs, in order.</summary>
    public IReadOnlyList<string> Outputs => _session.OutputNames;

    /// <summary>What its maker wrote into it.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    /// <summary>Loads a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads it may use for one run.</param>
    /// <param name="remedy">What to do where the file is missing or none; null: it can be pulled.</param>
    /// <exception cref="OnnxException">It is not there, or is none.</exception>
    public static OnnxModel Load(string path, int threads, string? remedy = null)
    {
        OnnxTelemetry.SwitchOff();
        if (!File.Exists(path))
        {
            throw new OnnxException($"{path}: there is no such model; {remedy ?? "fetch it with `cortex models pull`"}");
        }

        // The runtime would wait for whoever writes into a pipe.
        if (FileKind.Other(path) is { } kind)
        {
            throw new OnnxException($"{path}: is {kind} and no model; {remedy ?? "fetch it with `cortex models pull`"}");
        }

        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                InterOpNumThreads = 1,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };

            // Waiting threads must not burn the cores that sound needs.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            return new OnnxModel(path, new InferenceSession(path, options));
        }
        catch (OnnxRuntimeException fault)
        {
            throw new OnnxException($"{path}: is no model that can be used: {FirstLine(fault)}; {remedy ?? "fetch it again with `cortex models pull`"}", fault);
        }
        catch (Exception fault) when (fault is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new OnnxException($"{path}: the library that runs models, libonnxruntime, cannot be loaded here: {fault.GetBaseException().Message}", fault);
        }
    }

    /// <summary>Fails unless the model has all of these inputs.</summary>
    /// <exception cref="OnnxException">One is missing.</exception>
    public void Require(params IEnumerable<string> inputs)
    {
        foreach (var name in inputs.Where(name => !Inputs.Contains(name)))
        {
            throw new OnnxException($"{Path}: is another kind of model: it has no input '{name}' but {string.Join(", ", Inputs)}");
        }
    }

    /// <summary>Runs it for its first output.</summary>
    /// <param name="inputs">By name; they stay the caller's.</param>
    /// <returns>The output as one row of numbers.</returns>
    /// <exception cref="OnnxException">It failed.</exception>
    public float[] Run(IReadOnlyDictionary<string, OrtValue> inputs)
    {
        try
        {
            using var outputs = _session.Run(_run, inputs, [_session.OutputNames[0]]);
            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
        catch (OnnxRuntimeException fault)
        {
            throw new OnnxException($"{Path}: failed: {FirstLine(fault)}", fault);
        }
    }

    /// <summary>Runs it and shows its first output where it lies.</summary>
    /// <param name="inputs">By name; they stay the caller's.</param>
    /// <param name="read">Called once, with float numbers.</param>
    /// <exception cref="OnnxException">It failed.</exception>
    internal void Run(IReadOnlyDictionary<string, OrtValue> inputs, OutputReader read)
    {
        try
        {
            using var outputs = _session.Run(_run, inputs, [_session.OutputNames[0]]);
            read(outputs[0].GetTensorTypeAndShape().Shape, outputs[0].GetTensorDataAsSpan<float>());
        }
        catch (OnnxRuntimeException fault)
        {
            throw new OnnxException($"{Path}: failed: {FirstLine(fault)}", fault);
        }
    }

    /// <summary>How many dimensions an input has.</summary>
    internal int Rank(string input) => ShapeOf(input).Length;

    /// <summary>The lengths of an input's dimensions; below 0 where any will do.</summary>
    internal int[] ShapeOf(string input) => _session.InputMetadata[input].Dimensions;

    /// <summary>Which numbers an input takes.</summary>
    internal TensorElementType KindOf(string input) => _session.InputMetadata[input].ElementDataType;

    /// <summary>Which numbers its first output gives.</summary>
    internal TensorElementType OutputKind => _session.OutputMetadata[_session.OutputNames[0]].ElementDataType;

    /// <summary>Makes it ready to run again and again in the same memory.</summary>
    internal OnnxBinding Bind() => new(Path, _session);

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    internal static string FirstLine(OnnxRuntimeException fault) => fault.Message.Split('\n', 2)[0].Trim();
}
