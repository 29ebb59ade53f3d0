using System.Text.Json;

namespace Cortex.EndToEnd.Program;

public sealed class TalkTests
{
    [Fact]
    public async Task A_spoken_question_with_a_picture_gets_a_spoken_answer_that_depends_on_the_picture()
    {
        using var folder = new TemporaryFolder();

        var street = await Ask(folder, Samples.Street, "street.wav");
        var dark = await Ask(folder, Samples.In("media/dark.jpg"), "dark.wav");

        Assert.NotEqual(Said(street), Said(dark));
        Assert.Contains("dark", Said(dark), StringComparison.OrdinalIgnoreCase);
        Assert.True(Sound.AudibleSeconds(folder.File("street.wav")) > 1, "the answer is hardly audible");

        static string Said(JsonElement report) => report.GetProperty("turns")[0].GetProperty("said").GetString()!;
    }

    [Fact]
    public async Task The_report_holds_every_field_and_its_times_are_in_order()
    {
        using var folder = new TemporaryFolder();

        var report = await Ask(folder, Samples.Street, "answer.wav");

        Assert.Equal("embedded", report.GetProperty("engine").GetString());
        Assert.Equal("gemini-3.8-live", report.GetProperty("model").GetString());
        var turn = Assert.Single(report.GetProperty("turns").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, turn.GetProperty("heard").ValueKind);
        Assert.False(turn.GetProperty("interrupted").GetBoolean());
        Assert.True(turn.GetProperty("saidAudioMs").GetDouble() > 1000);
        var timing = turn.GetProperty("timing");
        var order = new[] { "voiceStartMs", "voiceEndMs", "turnEndSentMs", "firstAudioMs", "firstSoundMs", "doneMs" };
        var times = order.Select(name => timing.GetProperty(name).GetDouble()).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.Equal(times[4] - times[1], timing.GetProperty("responseMs").GetDouble(), 1.0);
        Assert.InRange(timing.GetProperty("clientAddedMs").GetDouble(), 0, 200);
        Assert.True(report.GetProperty("frames").GetProperty("sent").GetInt32() >= 1);
        Assert.True(report.GetProperty("wire").GetProperty("upBytes").GetInt64() > 60_000);
        Assert.True(report.GetProperty("wire").GetProperty("downBytesPerSecond").GetDouble() > 0);
        Assert.Equal(1, report.GetProperty("connection").GetProperty("connects").GetInt32());
        Assert.Equal("Clean", report.GetProperty("connection").GetProperty("closes")[0].GetProperty("class").GetString(), ignoreCase: true);
        Assert.Empty(report.GetProperty("lost").EnumerateArray());
        Assert.True(report.GetProperty("usage").GetProperty("totalTokens").GetInt64() > 0);
        Assert.True(report.GetProperty("process").GetProperty("peakRssBytes").GetInt64() > 10_000_000);
    }

    [Fact]
    public async Task Several_recordings_are_several_turns_of_one_conversation()
    {
        var run = (await CortexProgram.RunAsync("talk", "--mic", Samples.Question, "--text", "hello", "--mic", Samples.Question, "--camera", Samples.Street, "--json")).Expect(0);

        var report = run.Json();
        Assert.Equal(3, report.GetProperty("turns").GetArrayLength());
        Assert.All(report.GetProperty("turns").EnumerateArray(), turn => Assert.NotEmpty(turn.GetProperty("said").GetString()!));
        Assert.Equal(1, report.GetProperty("connection").GetProperty("connects").GetInt32());
    }

    [Theory]
    [InlineData("server")]
    [InlineData("client")]
    public async Task Both_turn_modes_answer(string mode) =>
        (await CortexProgram.RunAsync("talk", "--mic", Samples.Question, "--turns", mode, "--json")).Expect(0);

    [Fact]
    public async Task The_offline_engine_answers_without_a_wire()
    {
        var report = (await CortexProgram.RunAsync("talk", "--engine", "offline", "--mic", Samples.Question, "--camera", Samples.Street, "--json")).Expect(0).Json();

        Assert.Equal("offline", report.GetProperty("engine").GetString());
        Assert.Equal(0, report.GetProperty("wire").GetProperty("upBytes").GetInt64());
        Assert.NotEmpty(report.GetProperty("turns")[0].GetProperty("said").GetString()!);
    }

    [Fact]
    public async Task The_account_for_people_holds_the_words_and_the_times()
    {
        var run = (await CortexProgram.RunAsync("talk", "--text", "hello")).Expect(0);

        Assert.Contains("hello", run.Output);
        Assert.Contains("embedded", run.Output);
        Assert.Contains("ms", run.Output);
        Assert.DoesNotContain("\u001b", run.Output);
    }

    private static async Task<JsonElement> Ask(TemporaryFolder folder, string picture, string answer) =>
        (await CortexProgram.RunAsync("talk", "--mic", Samples.Question, "--camera", picture, "--speaker", folder.File(answer), "--json")).Expect(0).Json();
}
