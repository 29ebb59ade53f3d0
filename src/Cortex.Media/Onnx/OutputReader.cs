namespace Cortex.Media.Onnx;

/// <summary>Reads an output of a model where it lies.</summary>
/// <param name="shape">The lengths of its dimensions.</param>
/// <param name="numbers">Its numbers, the last dimension first; valid for this call.</param>
internal delegate void OutputReader(ReadOnlySpan<long> shape, ReadOnlySpan<float> numbers);
