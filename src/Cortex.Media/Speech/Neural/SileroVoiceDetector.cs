using Cortex.Media.Audio;
using Cortex.Media.Onnx;

namespace Cortex.Media.Speech;

/// <summary>
/// Tells voice with Silero (ONNX), version 4, 5 or 6: 32 ms a frame, and what it heard before in its state. Not thread-safe; a frame
/// allocates nothing and takes under a millisecond on one core.
/// </summary>
public sealed class SileroVoiceDetector : IVoiceDetector, IDisposable
{
    // Since version 5 a frame is seen with the end of the one before it.
    internal const int Context = 64;

    private const int Frame = 512;
    private const int RateHz = 16_000;
    private readonly OnnxModel _model;
    private readonly OnnxBinding _binding;
    private readonly SileroShape _shape;
    private readonly float[] _input;
    private readonly float[] _probability = new float[1];
    private readonly float[][] _states;
    private readonly float[][] _nextStates;

    private SileroVoiceDetector(OnnxModel model)
    {
        _shape = SileroShape.Of(model);
        _model = model;
        _input = new float[_shape.Context + Frame];
        _states = [.. _shape.States.Select(state => new float[state.Length])];
        _nextStates = [.. _shape.States.Select(state => new float[state.Length])];
        _binding = model.Bind();
        _binding.Input("input", _input, 1, _input.Length);
        _binding.Input("sr", new long[] { RateHz }, _shape.RateDimensions);
        _binding.Output("output", _probability, 1, 1);
        for (var i = 0; i < _states.Length; i++)
        {
            var state = _shape.States[i];
            _binding.Input(state.Input, _states[i], 2, 1, state.Width);
            _binding.Output(state.Output, _nextStates[i], 2, 1, state.Width);
        }
    }

    /// <inheritdoc/>
    public int FrameSamples => Frame;

    /// <inheritdoc/>
    public string Name => $"Silero ({_model.Path})";

    /// <inheritdoc/>
    public bool IsNeural => true;

    /// <summary>Loads the model and tries it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="OnnxException">It is not there, or another kind of model; the message names the file and what to do.</exception>
    public static SileroVoiceDetector Load(string path)
    {
        var model = OnnxModel.Load(path, threads: 1);
        SileroVoiceDetector? detector = null;
        try
        {
            detector = new SileroVoiceDetector(model);
            detector.Try();
            return detector;
        }
        catch
        {
            detector?._binding.Dispose();
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="OnnxException">The runtime failed.</exception>
    public float Process(ReadOnlySpan<short> frame)
    {
        if (frame.Length != Frame)
        {
            throw new ArgumentException($"a frame has {Frame} samples, this one {frame.Length}", nameof(frame));
        }

        _input.AsSpan(Frame).CopyTo(_input);
        var newest = _input.AsSpan(_shape.Context);
        for (var i = 0; i < newest.Length; i++)
        {
            newest[i] = frame[i] / Pcm.FullScale;
        }

        _binding.Run();
        for (var i = 0; i < _states.Length; i++)
        {
            _nextStates[i].CopyTo(_states[i], 0);
        }

        // A number that is none would hold a turn open or shut for ever.
        return float.IsNaN(_probability[0]) ? 0 : Math.Clamp(_probability[0], 0, 1);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_input);
        Array.ForEach(_states, Array.Clear);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _model.Dispose();
    }

    private void Try()
    {
        try
        {
            Process(new short[Frame]);
        }
        catch (OnnxException fault)
        {
            throw new OnnxException($"{_model.Path}: is no voice detector that fits: {fault.Message}; fetch it again with `cortex models pull silero`", fault);
        }

        Reset();
    }
}
