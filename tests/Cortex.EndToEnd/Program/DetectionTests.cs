using Cortex.Testing;

namespace Cortex.EndToEnd.Program;

/// <summary>The program with a model of its own: a tiny one that sees what is red, and calls it a car.</summary>
public sealed class DetectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly string _picture;

    public DetectionTests()
    {
        _model = _folder.Write("red.onnx", DetectionModels.Red("car"));
        using var picture = new Drawn(640, 480).Noise(8).Box(0.05, 0.4, 0.25, 0.66, "ff0000");
        _picture = _folder.Write("picture.jpg", picture.Jpeg(95));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("offline")]
    [InlineData("embedded")]
    public async Task An_answer_without_a_network_names_the_thing_in_the_picture(string engine)
    {
        var run = (await RunAsync(_model, "talk", "--engine", engine, "--text", "what is in front of me?", "--camera", _picture, "--json")).Expect(0);

        Assert.StartsWith("On the left, a car.", Said(run), StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_model_asks_what_is_around_and_is_told_by_this_device()
    {
        var scenario = _folder.Write("around.json", """
            {
              "name": "around",
              "tools": [{ "name": "what_is_around", "description": "What is around" }],
              "turns": [{
                "wearer": { "type": "What is there?" },
                "call": [{ "name": "what_is_around" }],
                "then": [{ "when": { "toolResult": "car" }, "say": ["It told me of a car."] }, { "say": ["It told me nothing."] }]
              }]
            }
            """);
        using var server = await ServerRun.StartAsync("--scenario", scenario);

        var run = (await RunAsync(_model, "talk", "--endpoint", server.Address, "--text", "What is there?", "--camera", _picture, "--record", _folder.File("r.jsonl"), "--json")).Expect(0);

        Assert.Equal("It told me of a car.", Said(run).Trim());
        var recording = await File.ReadAllTextAsync(_folder.File("r.jsonl"), TestContext.Current.CancellationToken);
        Assert.Contains("\"where\":\"left\",\"clock\":11", recording, StringComparison.Ordinal);
        Assert.Contains("functionDeclarations", recording, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("raw", false)]
    [InlineData("annotated", true)]
    public async Task Frames_go_as_they_are_or_with_a_box_around_the_thing(string frames, bool hasBox)
    {
        using var server = await ServerRun.StartAsync();

        (await RunAsync(
            _model, "talk", "--endpoint", server.Address, "--text", "hello", "--camera", _picture, "--frames", frames, "--record", _folder.File("f.jsonl"), "--record-pictures", "--json")).Expect(0);

        var recording = await File.ReadAllTextAsync(_folder.File("f.jsonl"), TestContext.Current.CancellationToken);
        var data = System.Text.RegularExpressions.Regex.Match(recording, "\"(/9j/[^\"]+)\"").Groups[1].Value;
        using var sent = SkiaSharp.SKBitmap.Decode(Convert.FromBase64String(data.Replace("\\u002B", "+", StringComparison.Ordinal).Replace("\\/", "/", StringComparison.Ordinal)));
        var above = sent.GetPixel((int)(0.08 * sent.Width), (int)(0.38 * sent.Height));
        Assert.Equal(hasBox, Math.Abs(above.Red - above.Blue) > 60 || Math.Abs(above.Red - above.Green) > 60);
    }

    [Fact]
    public async Task A_file_that_is_no_model_is_one_line_and_the_answer_comes_without()
    {
        var shape = _folder.Write("shape.onnx", DetectionModels.Fixed(new float[48], [6, 8], DetectionModels.Names("a", "b")));

        var run = (await RunAsync(shape, "talk", "--engine", "offline", "--text", "what is in front of me?", "--camera", _picture, "--json")).Expect(0);

        run.ComplainsInOneLine("nobody warns", shape, "gives [6, 8]", "yolo export");
        Assert.Contains("cannot tell what", Said(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_that_is_said_where_boxes_were_asked_for_and_else_nothing_is()
    {
        var withoutModel = new Dictionary<string, string> { ["CORTEX__Models__Folder"] = _folder.Path };
        (await CortexProgram.RunAsync(withoutModel, "talk", "--engine", "offline", "--text", "hello", "--camera", _picture, "--frames", "annotated"))
            .Expect(0).ComplainsAtLast("no boxes are drawn", "no detection model", "detection.model");
        var plain = (await CortexProgram.RunAsync(withoutModel, "talk", "--engine", "offline", "--text", "hello", "--camera", _picture)).Expect(0);
        Assert.DoesNotContain("detection", plain.Error, StringComparison.Ordinal);

        var off = (await CortexProgram.RunAsync(
            new Dictionary<string, string> { ["CORTEX__Detection__Enabled"] = "false" }, "talk", "--engine", "offline", "--text", "hello", "--camera", _picture)).Expect(0);
        Assert.DoesNotContain("detection", off.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sheep, Car", true)]
    [InlineData("car", false)]
    public async Task A_class_to_warn_of_that_the_model_does_not_know_is_named(string classes, bool isTold)
    {
        var run = (await CortexProgram.RunAsync(
            new Dictionary<string, string> { ["CORTEX__Detection__Model"] = _model, ["CORTEX__Detection__Warn"] = classes },
            "talk", "--engine", "offline", "--text", "hello", "--camera", _picture)).Expect(0);

        if (isTold)
        {
            run.ComplainsAtLast("nobody warns of sheep,", "detection.warn");
        }

        Assert.Equal(isTold, run.Error.Contains("nobody warns", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_in_the_models_folder_is_found()
    {
        Directory.CreateDirectory(_folder.File("detection"));
        File.Copy(_model, _folder.File("detection/mine.onnx"));

        var run = (await CortexProgram.RunAsync(
            new Dictionary<string, string> { ["CORTEX__Models__Folder"] = _folder.Path }, "talk", "--engine", "offline", "--text", "what is in front of me?", "--camera", _picture, "--json")).Expect(0);

        Assert.StartsWith("On the left, a car.", Said(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_named_with_what_is_allowed()
    {
        var run = (await CortexProgram.RunAsync(
            new Dictionary<string, string> { ["CORTEX__Detection__Confidence"] = "high", ["CORTEX__Detection__Cpu"] = "0", ["CORTEX__Camera__FieldOfView"] = "400" },
            "talk", "--text", "hello")).Expect(2);

        Assert.All((string[])["detection.confidence", "such as 0.4, person 0.3", "detection.cpu", "camera.fieldOfView"], words => Assert.Contains(words, run.Error, StringComparison.Ordinal));
    }

    private static Task<ProgramResult> RunAsync(string model, params string[] arguments) =>
        CortexProgram.RunAsync(new Dictionary<string, string> { ["CORTEX__Detection__Model"] = model }, arguments);

    private static string Said(ProgramResult run) => run.Json().GetProperty("turns")[0].GetProperty("said").GetString()!;
}
