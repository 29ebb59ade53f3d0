using System.Text.Json;
using Cortex.Testing;

namespace Cortex.EndToEnd.Program;

/// <summary>Live cameras through the whole program. No test machine has one: ffmpeg's own test picture stands for it.</summary>
public sealed class CameraTests
{
    // Without a model a line would say so each time.
    private static readonly Dictionary<string, string> NoDetection = new() { ["CORTEX__Detection__Enabled"] = "false" };

    [Fact]
    public async Task A_spoken_question_is_seen_by_a_live_camera_that_is_gone_after()
    {
        Needs.Program("ffmpeg");
        var (input, mark) = Input("testsrc2=size=1280x720:rate=10");
        var run = (await CortexProgram.RunAsync(input, "talk", "--mic", Samples.Question, "--camera", "auto", "--json")).Expect(0);

        var frames = run.Json().GetProperty("frames");
        Assert.True(frames.GetProperty("captured").GetInt32() >= 10, frames.ToString());
        Assert.True(frames.GetProperty("sent").GetInt32() >= 2, frames.ToString());
        Assert.Empty(run.Json().GetProperty("lost").EnumerateArray());
        Assert.Equal("", run.Error);
        Assert.Empty(Processes(mark));
    }

    [Fact]
    public async Task The_answer_tells_what_the_live_camera_sees()
    {
        Needs.Program("ffmpeg");
        var dark = await Ask(Input("color=c=black:size=640x480:rate=10").Variables);
        var red = await Ask(Input("color=c=red:size=640x480:rate=10").Variables);
        Assert.NotEqual(dark, red);
        Assert.Contains("dark", dark, StringComparison.OrdinalIgnoreCase);

        static async Task<string> Ask(Dictionary<string, string> input) =>
            Said((await CortexProgram.RunAsync(input, "talk", "--mic", Samples.Question, "--camera", "auto", "--json")).Expect(0).Json());
    }

    [Theory]
    [InlineData("auto", "there is no camera on this machine")]
    [InlineData("/dev/video99", "there is no camera /dev/video99")]
    [InlineData("No such webcam", "there is no camera No such webcam")]
    public async Task Without_a_camera_one_line_says_so_and_the_question_is_answered(string camera, string line)
    {
        var run = (await CortexProgram.RunAsync(NoDetection, "talk", "--text", "What colours do you see?", "--camera", camera, "--json")).Expect(0);
        Assert.NotEmpty(Said(run.Json()));
        Assert.Contains(line, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_that_fails_is_one_line_and_the_question_is_answered()
    {
        Needs.Program("ffmpeg");
        var run = (await CortexProgram.RunAsync(Input("nosuchsource=size=640x480").Variables, "talk", "--mic", Samples.Question, "--camera", "auto", "--json")).Expect(0);
        Assert.Contains("the conversation goes on without pictures", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(0, run.Json().GetProperty("frames").GetProperty("sent").GetInt32());
    }

    [Fact]
    public async Task A_camera_that_is_switched_off_by_a_setting_never_starts()
    {
        Needs.Program("ffmpeg");
        var variables = Input("testsrc2=size=640x480:rate=10").Variables;
        variables["CORTEX__Camera__Enabled"] = "false";
        var run = (await CortexProgram.RunAsync(variables, "talk", "--mic", Samples.Question, "--camera", "auto", "--json")).Expect(0);
        Assert.Equal((0, 0), (run.Json().GetProperty("frames").GetProperty("captured").GetInt32(), run.Json().GetProperty("frames").GetProperty("sent").GetInt32()));
    }

    [Fact]
    public async Task Wrong_settings_of_the_camera_are_all_named_at_once()
    {
        var variables = new Dictionary<string, string>
        {
            ["CORTEX__Camera__Rotation"] = "45",
            ["CORTEX__Camera__IdleAfter"] = "0",
            ["CORTEX__Camera__Input"] = "/dev/video0",
            ["CORTEX__Camera__Size"] = "large",
            ["CORTEX__Camera__CaptureRate"] = "100",
            ["CORTEX__Camera__Enabled"] = "perhaps",
        };
        var run = (await CortexProgram.RunAsync(variables, "talk", "--text", "hello")).Expect(2);
        Assert.All(variables.Values, value => Assert.Contains($"\"{value}\"; allowed: ", run.Error, StringComparison.Ordinal));
    }

    // A name that only this run's ffmpeg bears.
    private static (Dictionary<string, string> Variables, string Mark) Input(string source)
    {
        var mark = Guid.NewGuid().ToString("N");
        return (new(NoDetection) { ["CORTEX__Camera__Input"] = $"-f lavfi -i {source},metadata=add:key=mark:value={mark}" }, mark);
    }

    private static string Said(JsonElement report) => report.GetProperty("turns")[0].GetProperty("said").GetString()!;

    private static string[] Processes(string mark) => [.. Directory.EnumerateDirectories("/proc").Where(folder =>
    {
        try
        {
            return int.TryParse(Path.GetFileName(folder), out _) && File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(mark, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    })];
}
