using System.Runtime.InteropServices;

namespace Cortex.Testing;

/// <summary>
/// Writes a small model as the runtime reads it (onnx.proto, ir 8, opset 17): graphs with the inputs and outputs of real models, so that
/// the real loading code is what the tests run.
/// </summary>
public sealed class OnnxGraph
{
    private const int Float = 1;
    private const int Int64 = 7;
    private const int Half = 10;
    private readonly Protobuf _graph = new Protobuf().Text(2, "test");
    private readonly List<(string Key, string Value)> _metadata = [];
    private int _nodes;

    /// <summary>A 64-bit input; a dimension of -1 is any length.</summary>
    public OnnxGraph Int64Input(string name, params long[] dimensions) => Input(name, Int64, dimensions);

    /// <summary>A float input; a dimension of -1 is any length.</summary>
    public OnnxGraph FloatInput(string name, params long[] dimensions) => Input(name, Float, dimensions);

    /// <summary>An input of half the width; a dimension of -1 is any length.</summary>
    public OnnxGraph HalfInput(string name, params long[] dimensions) => Input(name, Half, dimensions);

    /// <summary>An output of half the width; a dimension of -1 is any length.</summary>
    public OnnxGraph HalfOutput(string name, params long[] dimensions)
    {
        _graph.Message(12, Value(name, Half, dimensions));
        return this;
    }

    /// <summary>A float output; a dimension of -1 is any length.</summary>
    public OnnxGraph FloatOutput(string name, params long[] dimensions)
    {
        _graph.Message(12, Value(name, Float, dimensions));
        return this;
    }

    /// <summary>Numbers that are part of the model.</summary>
    public OnnxGraph Constant(string name, float[] values, params long[] dimensions) =>
        Tensor(name, Float, MemoryMarshal.AsBytes(values.AsSpan()), dimensions);

    /// <summary>Whole numbers that are part of the model.</summary>
    public OnnxGraph Constant(string name, long[] values, params long[] dimensions) =>
        Tensor(name, Int64, MemoryMarshal.AsBytes(values.AsSpan()), dimensions);

    /// <summary>An operation.</summary>
    /// <param name="operation">Its name in the ONNX standard.</param>
    /// <param name="inputs">What goes in.</param>
    /// <param name="output">What comes out.</param>
    /// <param name="attributes">Whole-number attributes.</param>
    public OnnxGraph Node(string operation, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        var node = new Protobuf();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, $"n{_nodes++}").Text(4, operation);
        foreach (var (name, value) in attributes)
        {
            node.Message(5, new Protobuf().Text(1, name).Number(3, value).Number(20, 2));
        }

        _graph.Message(1, node);
        return this;
    }

    /// <summary>A square convolution with borders, its weights small numbers that are the same each time.</summary>
    public OnnxGraph Convolution(string input, string output, int from, int to, int kernel, int stride)
    {
        var random = new Random(to);
        var scale = MathF.Sqrt(2f / (from * kernel * kernel));
        float[] weights = [.. Enumerable.Range(0, to * from * kernel * kernel).Select(_ => ((random.NextSingle() * 2) - 1) * scale)];
        Constant(output + "_w", weights, to, from, kernel, kernel);
        var border = kernel / 2;
        var node = new Protobuf().Text(1, input).Text(1, output + "_w").Text(2, output).Text(3, $"n{_nodes++}").Text(4, "Conv")
            .Message(5, Lengths("kernel_shape", kernel, kernel)).Message(5, Lengths("strides", stride, stride)).Message(5, Lengths("pads", border, border, border, border));
        _graph.Message(1, node);
        return this;
    }

    /// <summary>A line of the maker's own.</summary>
    public OnnxGraph Metadata(string key, string value)
    {
        _metadata.Add((key, value));
        return this;
    }

    /// <summary>The model's bytes.</summary>
    public byte[] ToArray()
    {
        var model = new Protobuf().Number(1, 8).Message(8, new Protobuf().Number(2, 17)).Message(7, _graph);
        foreach (var (key, value) in _metadata)
        {
            model.Message(14, new Protobuf().Text(1, key).Text(2, value));
        }

        return model.ToArray();
    }

    private OnnxGraph Input(string name, int type, long[] dimensions)
    {
        _graph.Message(11, Value(name, type, dimensions));
        return this;
    }

    private OnnxGraph Tensor(string name, int type, ReadOnlySpan<byte> data, long[] dimensions)
    {
        var tensor = new Protobuf();
        foreach (var dimension in dimensions)
        {
            tensor.Number(1, dimension);
        }

        _graph.Message(5, tensor.Number(2, type).Text(8, name).Bytes(9, data));
        return this;
    }

    private static Protobuf Lengths(string name, params long[] values)
    {
        var attribute = new Protobuf().Text(1, name);
        foreach (var value in values)
        {
            attribute.Number(8, value);
        }

        return attribute.Number(20, 7);
    }

    private static Protobuf Value(string name, int type, long[] dimensions)
    {
        var shape = new Protobuf();
        for (var i = 0; i < dimensions.Length; i++)
        {
            shape.Message(1, dimensions[i] < 0 ? new Protobuf().Text(2, $"{name}_{i}") : new Protobuf().Number(1, dimensions[i]));
        }

        return new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, type).Message(2, shape)));
    }
}
