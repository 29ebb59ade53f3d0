using Microsoft.ML.OnnxRuntime;

namespace Cortex.Media.Onnx;

/// <summary>
/// A model with its inputs and outputs in memory that stays: a run reads and writes it and allocates nothing. Not thread-safe. The
/// model must outlive it.
/// </summary>
internal sealed class OnnxBinding : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];
    private readonly string _path;

    public OnnxBinding(string path, InferenceSession session) => (_path, _session, _binding) = (path, session, session.CreateIoBinding());

    /// <summary>Binds an input; the numbers are read at each run.</summary>
    public void Input<T>(string name, T[] memory, params long[] shape)
        where T : unmanaged => _binding.BindInput(name, Value(memory, shape));

    /// <summary>Binds an output; the numbers are written at each run.</summary>
    public void Output<T>(string name, T[] memory, params long[] shape)
        where T : unmanaged => _binding.BindOutput(name, Value(memory, shape));

    /// <summary>Runs the model.</summary>
    /// <exception cref="OnnxException">It failed: it wants other shapes, most likely.</exception>
    public void Run()
    {
        try
        {
            _session.RunWithBinding(_run, _binding);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new OnnxException($"{_path}: failed: {OnnxModel.FirstLine(fault)}", fault);
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _run.Dispose();
        _values.ForEach(static value => value.Dispose());
    }

    private OrtValue Value<T>(T[] memory, long[] shape)
        where T : unmanaged
    {
        var value = OrtValue.CreateTensorValueFromMemory(memory, shape);
        _values.Add(value);
        return value;
    }
}
