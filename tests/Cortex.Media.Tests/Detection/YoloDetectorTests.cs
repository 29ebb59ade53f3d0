using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Media.Onnx;
using Cortex.Media.Tests.Camera;
using Cortex.Testing;

namespace Cortex.Media.Tests.Detection;

/// <summary>Models of both forms, and every way in which a file is none of them.</summary>
public sealed class YoloDetectorTests
{
    private static readonly string TwoNames = DetectionModels.Names("person", "car");

    [Fact]
    public void The_raw_form_gives_each_thing_once_where_it_is_in_the_picture()
    {
        var (numbers, shape) = ModelFile.Raw(2, 8, (16, 32, 8, 16, 0, 0.9f), (16.5f, 32, 8, 16, 0, 0.7f), (16, 32, 8, 16, 1, 0.6f), (48, 48, 4, 4, 1, 0.39f));
        using var file = new ModelFile(DetectionModels.Fixed(numbers, shape, TwoNames));
        using var detector = file.Load();

        var found = detector.Find(ModelFile.Picture());

        Assert.Equal(["person", "car"], found.Select(static thing => thing.Label));
        Assert.Equal([0.9, 0.6], found.Select(static thing => Math.Round(thing.Confidence, 3)));
        Assert.Equal(new PicturePlace(0.1875f, 0.375f, 0.3125f, 0.625f), found[0].Place);
    }

    [Fact]
    public void The_end_to_end_form_is_told_by_its_shape()
    {
        float[] numbers = [8, 8, 24, 40, 0.8f, 1, 0, 0, 0, 0, 0, 0, 1, 1, 9, 9, 0.9f, 7, 1, 1, 9, 9, 0.9f, -1];
        using var file = new ModelFile(DetectionModels.Fixed(numbers, [1, 4, 6], DetectionModels.Names("person", "car", "bus")));
        using var detector = file.Load();

        var thing = Assert.Single(detector.Find(ModelFile.Picture()));

        Assert.Equal(("car", new PicturePlace(0.125f, 0.125f, 0.375f, 0.625f)), (thing.Label, thing.Place));
    }

    [Fact]
    public void Where_both_forms_have_the_same_shape_the_names_decide()
    {
        var (numbers, shape) = ModelFile.Raw(2, 6, (32, 32, 16, 16, 1, 0.9f));
        using var file = new ModelFile(DetectionModels.Fixed(numbers, shape, TwoNames));
        using var detector = file.Load();

        Assert.Equal("car", Assert.Single(detector.Find(ModelFile.Picture())).Label);
    }

    [Theory]
    [InlineData(-1, -1, 640, 640)]
    [InlineData(32, 48, 48, 32)]
    public void The_size_is_the_graphs_or_640(int height, int width, int expectedWidth, int expectedHeight)
    {
        var (numbers, shape) = ModelFile.Raw(2, 8);
        using var file = new ModelFile(DetectionModels.Fixed(numbers, shape, TwoNames, [-1, 3, height, width]));
        using var detector = file.Load();

        Assert.Equal((expectedWidth, expectedHeight), (detector.InputWidth, detector.InputHeight));
        Assert.Empty(detector.Find(ModelFile.Picture()));
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(481, 643)]
    [InlineData(1001, 333)]
    public void A_model_that_looks_finds_the_thing_where_it_is(int width, int height)
    {
        using var file = new ModelFile(DetectionModels.Red("car", 160));
        using var detector = file.Load();
        var side = 0.3 * Math.Min(width, height);

        var found = detector.Find(ModelFile.Red(0.6, 0.5, 0.6 + (side / width), 0.5 + (side / height), width, height));

        var place = Assert.Single(found).Place;
        var pixel = 1.5f / 160;
        Assert.InRange(place.Left, 0.6f - pixel, 0.6f + pixel);
        Assert.InRange(place.Top, 0.5f - (3 * pixel), 0.5f + (3 * pixel));
        Assert.InRange(place.Width * width, side * 0.93, side * 1.07);
        Assert.Empty(detector.Find(ModelFile.Picture(width, height)));
    }

    [Fact]
    public void A_class_has_its_own_limit()
    {
        var (numbers, shape) = ModelFile.Raw(2, 8, (16, 16, 8, 8, 0, 0.3f), (48, 48, 8, 8, 1, 0.5f));
        using var file = new ModelFile(DetectionModels.Fixed(numbers, shape, TwoNames));
        using var detector = file.Load(new DetectionOptions { Confidence = ConfidenceLimits.Parse("0.4, person 0.25, car 0.6")! });

        Assert.Equal("person", Assert.Single(detector.Find(ModelFile.Picture())).Label);
    }

    [Fact]
    public void Names_may_come_from_a_file()
    {
        var (numbers, shape) = ModelFile.Raw(2, 8, (16, 16, 8, 8, 1, 0.9f));
        using var file = new ModelFile(DetectionModels.Fixed(numbers, shape, names: null));
        using var names = new ModelFile("pedestrian\ntuk_tuk\n"u8.ToArray());
        using var detector = file.Load(new DetectionOptions { NamesFile = names.Path });

        Assert.Equal("tuk tuk", Assert.Single(detector.Find(ModelFile.Picture())).Label);
        Assert.Equal(["pedestrian", "tuk tuk"], detector.Labels);
    }

    [Fact]
    public void Numbers_that_are_none_are_no_things()
    {
        var (numbers, shape) = ModelFile.Raw(
            2, 8, (float.NaN, 1, 1, 1, 0, 0.9f), (1, 1, float.PositiveInfinity, 1, 0, 0.9f), (1, 1, -5, 5, 0, 0.9f), (1, 1, 5, 5, 0, float.NaN), (-90, -90, 5, 5, 1, 0.9f));
        using var file = new ModelFile(DetectionModels.Fixed(numbers, shape, TwoNames));
        using var detector = file.Load();

        Assert.Empty(detector.Find(ModelFile.Picture()));
    }

    public static TheoryData<string, byte[], string> Wrong => new()
    {
        { "a rank", DetectionModels.Fixed(new float[48], [6, 8], TwoNames), "gives [6, 8]" },
        { "two pictures", DetectionModels.Fixed(new float[96], [2, 6, 8], TwoNames), "gives [2, 6, 8]" },
        { "an older YOLO", DetectionModels.Fixed(new float[700], [1, 100, 7], TwoNames), "gives [1, 100, 7]" },
        { "no names", DetectionModels.Fixed(new float[48], [1, 6, 8], null), "has no names of its classes" },
        { "more names than classes", DetectionModels.Fixed(new float[56], [1, 7, 8], DetectionModels.Names("a", "b", "c", "d")), "tells 3 classes, and its metadata has 4 names" },
        { "a segmentation model", DetectionModels.Fixed(new float[38 * 50], [1, 38, 50], TwoNames), "tells 34 classes, and its metadata has 2 names" },
        { "broken names", DetectionModels.Fixed(new float[48], [1, 6, 8], "{0: 'person', 1: car}"), "cannot be read from character 18 on" },
        { "names with control characters", DetectionModels.Fixed(new float[48], [1, 6, 8], "{0: 'per\u0007son', 1: 'car'}"), "control characters" },
        { "endless boxes", Endless(), "gives 200000 boxes, more than the 100000" },
        { "another input", DetectionModels.Fixed(new float[48], [1, 6, 8], TwoNames, [1, 64, 64, 3]), "takes an input of the shape [1, 64, 64, 3]" },
        { "sound", new OnnxGraph().FloatInput("in", 1, 16).Node("Identity", ["in"], "out").FloatOutput("out", 1, 16).Metadata("names", TwoNames).ToArray(), "[1, 16]" },
        { "a giant input", DetectionModels.Fixed(new float[48], [1, 6, 8], TwoNames, [1, 3, 4096, 4096]), "takes pictures of 4096 x 4096" },
        { "two inputs", new OnnxGraph().FloatInput("a", 1).FloatInput("b", 1).Node("Add", ["a", "b"], "out").FloatOutput("out", 1).Metadata("names", TwoNames).ToArray(), "takes 2 inputs (a, b)" },
        { "whole numbers", new OnnxGraph().Int64Input("in", 1, 3, 64, 64).Node("Identity", ["in"], "out").FloatOutput("out", -1).Metadata("names", TwoNames).ToArray(), "" },
        { "half numbers", HalfInput(), "has its input in float16" },
        { "half numbers out", HalfOutput(), "has its output in float16" },
        { "nothing", [], "is no model that can be used" },
        { "words", "this is no model"u8.ToArray(), "is no model that can be used" },
        { "a cut file", DetectionModels.Fixed(new float[48], [1, 6, 8], TwoNames)[..300], "is no model that can be used" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_no_YOLO_model_is_told_in_one_line_that_says_what_to_do(string what, byte[] model, string expected)
    {
        using var file = new ModelFile(model);

        var fault = Assert.Throws<OnnxException>(() => file.Load());

        Assert.True(fault.Message.StartsWith(file.Path, StringComparison.Ordinal), $"{what}: {fault.Message}");
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Contains("; ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.DoesNotContain("models pull", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_named()
    {
        Assert.Contains("there is no such model; give the file of a YOLO model", Assert.Throws<OnnxException>(() => YoloDetector.Load("/no/such.onnx")).Message, StringComparison.Ordinal);
        var (numbers, shape) = ModelFile.Raw(2, 8);
        using var file = new ModelFile(DetectionModels.Fixed(numbers, shape, null));
        Assert.StartsWith("/no/names.txt: ", Assert.Throws<OnnxException>(() => file.Load(new DetectionOptions { NamesFile = "/no/names.txt" })).Message);
    }

    [Fact]
    public async Task A_pipe_is_refused_and_not_waited_for()
    {
        using var scrap = new Scrap();
        var pipe = scrap.Pipe("street.onnx");
        var fault = await Assert.ThrowsAsync<OnnxException>(() => Task.Run(() => YoloDetector.Load(pipe)).Within("the refusal"));
        Assert.StartsWith($"{pipe}: is a pipe and no model; give the file of a YOLO model", fault.Message, StringComparison.Ordinal);

        var (numbers, shape) = ModelFile.Raw(2, 8);
        using var file = new ModelFile(DetectionModels.Fixed(numbers, shape, null));
        fault = await Assert.ThrowsAsync<OnnxException>(() => Task.Run(() => file.Load(new DetectionOptions { NamesFile = pipe })).Within("the refusal"));
        Assert.StartsWith($"{pipe}: is a pipe and no file; write one name a line", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_look_allocates_nothing_large()
    {
        var (numbers, shape) = ModelFile.Raw(2, 8400, (16, 16, 8, 8, 1, 0.9f));
        using var file = new ModelFile(DetectionModels.Fixed(numbers, shape, TwoNames, [1, 3, 320, 320]));
        using var detector = file.Load();
        var picture = ModelFile.Picture(320, 240);
        detector.Find(picture);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            detector.Find(picture);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 10, 0, 16_000);
    }

    [Fact]
    public void A_damaged_picture_is_a_fault_of_the_picture()
    {
        var (numbers, shape) = ModelFile.Raw(2, 8);
        using var file = new ModelFile(DetectionModels.Fixed(numbers, shape, TwoNames));
        using var detector = file.Load();
        var sound = ModelFile.Red(0.1, 0.1, 0.5, 0.5);

        Assert.Throws<PictureException>(() => detector.Find(sound with { Bytes = sound.Bytes[..400] }));
        Assert.Empty(detector.Find(sound));
    }

    private static byte[] Endless() => DetectionModels.Fixed(new float[6 * 200_000], [1, 6, 200_000], TwoNames);

    private static byte[] HalfInput() => new OnnxGraph().HalfInput("images", 1, 3, 64, 64).Node("Cast", ["images"], "output0", ("to", 1)).FloatOutput("output0", 1, 3, 64, 64).Metadata("names", TwoNames).ToArray();

    private static byte[] HalfOutput() => new OnnxGraph().FloatInput("images", 1, 3, 64, 64).Node("Cast", ["images"], "output0", ("to", 10)).HalfOutput("output0", 1, 3, 64, 64).Metadata("names", TwoNames).ToArray();
}
