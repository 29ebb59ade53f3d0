namespace Cortex.Testing;

/// <summary>
/// Voice detectors with the inputs and outputs of Silero's: the probability is the mean of what came in and of the state, so that a test
/// sees what the model was given. The state grows by a tenth with every frame, and a wrong rate makes the probability wrong.
/// </summary>
public static class VoiceDetectorModels
{
    /// <summary>Version 5 and 6: 64 samples of context, one state.</summary>
    /// <param name="samples">The samples it takes; 576 is right.</param>
    public static byte[] Silero5(int samples = 576) => Rate(new OnnxGraph()
            .FloatInput("input", -1, samples).FloatInput("state", 2, -1, 128).Int64Input("sr"))
        .Node("ReduceMean", ["input"], "heard")
        .Node("ReduceMean", ["state"], "known")
        .Constant("tenth", [0.1f], 1)
        .Node("Add", ["state", "tenth"], "stateN")
        .Node("Sum", ["heard", "known", "off"], "sum")
        .Node("Reshape", ["sum", "one"], "output")
        .FloatOutput("output", -1, 1).FloatOutput("stateN", -1, -1, -1)
        .ToArray();

    /// <summary>Version 4: no context, the state in two halves.</summary>
    public static byte[] Silero4() => Rate(new OnnxGraph()
            .FloatInput("input", -1, -1).Int64Input("sr").FloatInput("h", 2, -1, 64).FloatInput("c", 2, -1, 64))
        .Node("ReduceMean", ["input"], "heard")
        .Node("ReduceMean", ["h"], "known")
        .Node("ReduceMean", ["c"], "sensed")
        .Constant("tenth", [0.1f], 1)
        .Node("Add", ["h", "tenth"], "hn")
        .Node("Add", ["c", "tenth"], "cn")
        .Node("Sum", ["heard", "known", "sensed", "off"], "sum")
        .Node("Reshape", ["sum", "one"], "output")
        .FloatOutput("output", -1, 1).FloatOutput("hn", 2, -1, 64).FloatOutput("cn", 2, -1, 64)
        .ToArray();

    private static OnnxGraph Rate(OnnxGraph graph) => graph
        .Constant("one", [1L, 1], 2).Constant("right", [-16_000f], 1)
        .Node("Cast", ["sr"], "rate", ("to", 1))
        .Node("Add", ["rate", "right"], "off");
}
