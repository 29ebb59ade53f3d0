using System.Runtime.InteropServices;

namespace Cortex.Testing;

/// <summary>
/// Voice models with the inputs and outputs of the real ones, which hum instead of speaking: each token sounds for one hop, its loudness
/// tells style and speed, so that a test hears what the model was given.
/// </summary>
public static class VoiceModels
{
    /// <summary>Samples for each token.</summary>
    public const int Hop = 600;

    /// <summary>Writes a folder as <c>cortex models pull kokoro</c> leaves it.</summary>
    /// <param name="folder">Made where missing.</param>
    /// <param name="tokensInput">Older exports call it <c>tokens</c>.</param>
    public static void WriteKokoro(string folder, string tokensInput = "input_ids")
    {
        Directory.CreateDirectory(Path.Combine(folder, "voices"));
        File.WriteAllBytes(Path.Combine(folder, "model_quantized.onnx"), Kokoro(tokensInput));
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), """
            { "model": { "vocab": { "$": 0, ";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, " ": 16, "I": 25, "O": 31, "W": 39, "A": 24,
              "a": 43, "b": 44, "d": 46, "e": 47, "f": 48, "h": 50, "i": 51, "j": 52, "k": 53, "l": 54, "m": 55, "n": 56, "o": 57, "p": 58,
              "s": 61, "t": 62, "u": 63, "v": 64, "w": 65, "z": 68, "ə": 83, "ɛ": 86, "ɪ": 102, "ŋ": 112, "ɹ": 123, "ʃ": 131, "ʊ": 135,
              "ʤ": 82, "ʧ": 133, "ˈ": 156, "ˌ": 157, "ː": 158, "θ": 119, "ð": 81, "ɑ": 69, "ɔ": 76, "ʌ": 138, "æ": 72 } } }
            """);

        // Row n of the style holds n everywhere, so the loudness tells which row was taken.
        var rows = Enumerable.Range(0, 510).SelectMany(static row => Enumerable.Repeat((float)row, 256)).ToArray();
        File.WriteAllBytes(Path.Combine(folder, "voices", "af_heart.bin"), MemoryMarshal.AsBytes(rows.AsSpan()).ToArray());
    }

    /// <summary>Writes a folder as <c>cortex models pull piper</c> leaves it.</summary>
    public static void WritePiper(string folder, string language = "en-us", int sampleRateHz = 22050)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "en_US-test-medium.onnx"), Piper());
        File.WriteAllText(Path.Combine(folder, "en_US-test-medium.onnx.json"), $$"""
            { "audio": { "sample_rate": {{sampleRateHz}} }, "espeak": { "voice": "{{language}}" }, "phoneme_type": "espeak", "num_speakers": 1,
              "inference": { "noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8 },
              "phoneme_id_map": { "_": [0], "^": [1], "$": [2], " ": [3], ".": [10], "a": [14], "b": [15], "h": [20], "ə": [59], "l": [24], "ˈ": [120], "o": [27], "ʊ": [100] } }
            """);
    }

    /// <summary>The mean of the style row times a tenth, divided by the speed, is the loudness of a tone of 200 Hz.</summary>
    public static byte[] Kokoro(string tokensInput) => new OnnxGraph()
        .Int64Input(tokensInput, 1, -1).FloatInput("style", 1, 256).FloatInput("speed", 1)
        .Constant("tone", Tone(), 1, 1, Hop).Constant("column", [1L, -1, 1], 3).Constant("row", [1L, -1], 2).Constant("zero", [0f], 1)
        .Node("Cast", [tokensInput], "numbers", ("to", 1))
        .Node("Mul", ["numbers", "zero"], "nothing")
        .Node("ReduceMean", ["style"], "mean")
        .Node("Div", ["mean", "speed"], "loudness")
        .Node("Add", ["nothing", "loudness"], "steps")
        .Node("Reshape", ["steps", "column"], "columns")
        .Node("Mul", ["columns", "tone"], "table")
        .Node("Reshape", ["table", "row"], "waveform")
        .FloatOutput("waveform", 1, -1)
        .ToArray();

    /// <summary>The same for Piper's inputs; the length scale is the loudness.</summary>
    public static byte[] Piper() => new OnnxGraph()
        .Int64Input("input", 1, -1).Int64Input("input_lengths", 1).FloatInput("scales", 3)
        .Constant("tone", Tone(), 1, 1, Hop).Constant("column", [1L, -1, 1], 3).Constant("row", [1L, 1, 1, -1], 4).Constant("zero", [0f], 1)
        .Constant("second", [1L], 1)
        .Node("Cast", ["input"], "numbers", ("to", 1))
        .Node("Cast", ["input_lengths"], "length", ("to", 1))
        .Node("Mul", ["length", "zero"], "none")
        .Node("Mul", ["numbers", "zero"], "nothing")
        .Node("Gather", ["scales", "second"], "scale")
        .Node("Add", ["scale", "none"], "loudness")
        .Node("Add", ["nothing", "loudness"], "steps")
        .Node("Reshape", ["steps", "column"], "columns")
        .Node("Mul", ["columns", "tone"], "table")
        .Node("Reshape", ["table", "row"], "output")
        .FloatOutput("output", 1, 1, 1, -1)
        .ToArray();

    private static float[] Tone() => [.. Enumerable.Range(0, Hop).Select(static i => 0.002f * MathF.Sin(2 * MathF.PI * 200 * i / 24_000))];
}
