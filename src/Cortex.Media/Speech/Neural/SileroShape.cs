using Cortex.Media.Onnx;

namespace Cortex.Media.Speech;

/// <summary>What a version of the model wants: context before the frame, and its state in one piece or in two.</summary>
/// <param name="Context">Samples before the frame.</param>
/// <param name="RateDimensions">The dimensions of the rate: none, or one.</param>
/// <param name="States">Its memory.</param>
internal sealed record SileroShape(int Context, long[] RateDimensions, IReadOnlyList<SileroShape.State> States)
{
    /// <summary>A part of the model's memory: 2 × 1 × width numbers in, as many out.</summary>
    public sealed record State(string Input, string Output, int Width)
    {
        public int Length => 2 * Width;
    }

    private static readonly State[] One = [new("state", "stateN", 128)];
    private static readonly State[] Two = [new("h", "hn", 64), new("c", "cn", 64)];

    /// <summary>Tells the version by the inputs.</summary>
    /// <exception cref="OnnxException">It is none of them.</exception>
    public static SileroShape Of(OnnxModel model)
    {
        model.Require("input", "sr");
        var isOld = model.Inputs.Contains("h");
        model.Require(isOld ? ["h", "c"] : ["state"]);
        var shape = new SileroShape(isOld ? 0 : SileroVoiceDetector.Context, [.. Enumerable.Repeat(1L, model.Rank("sr"))], isOld ? Two : One);
        foreach (var name in shape.States.Select(static state => state.Output).Prepend("output"))
        {
            if (!model.Outputs.Contains(name))
            {
                throw new OnnxException($"{model.Path}: is another kind of model: it has no output '{name}' but {string.Join(", ", model.Outputs)}");
            }
        }

        return shape;
    }
}
