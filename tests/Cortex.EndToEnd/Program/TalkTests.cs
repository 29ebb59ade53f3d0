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
    public async Task The_tour_shows_an_interruption_and_a_tool_call()
    {
        using var folder = new TemporaryFolder();

        var run = (await CortexProgram.RunAsync("talk", "--scenario", "tour", "--speaker", folder.File("tour.wav"), "--record", folder.File("tour.jsonl"), "--json")).Expect(0);

        var turns = run.Json().GetProperty("turns").EnumerateArray().ToList();
        Assert.Contains(turns, static turn => turn.GetProperty("interrupted").GetBoolean());
        Assert.All(turns, static turn => Assert.NotEqual(JsonValueKind.Null, turn.GetProperty("heard").ValueKind));
        var recording = await File.ReadAllTextAsync(folder.File("tour.jsonl"), TestContext.Current.CancellationToken);
        Assert.Contains("toolCall", recording);
        Assert.Contains("toolResponse", recording);
        Assert.True(Sound.AudibleSeconds(folder.File("tour.wav")) > 5);
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

    [Fact]
    public async Task Another_server_is_reached_by_its_address()
    {
        using var server = await ServerRun.StartAsync("--scenario", "tour");

        var report = (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--text", "hello", "--json")).Expect(0).Json();

        Assert.Equal("live", report.GetProperty("engine").GetString());
    }

    [Fact]
    public async Task A_recording_of_the_messages_holds_no_media_and_no_key()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync();
        var key = new Dictionary<string, string> { ["GEMINI_API_KEY"] = "a-secret-that-must-not-travel" };

        var run = (await CortexProgram.RunAsync(
            key, "talk", "--endpoint", server.Address, "--mic", Samples.Question, "--camera", Samples.Street, "--record", folder.File("r.jsonl"), "--log-level", "trace", "--json")).Expect(0);

        var recording = await File.ReadAllTextAsync(folder.File("r.jsonl"), TestContext.Current.CancellationToken);
        Assert.Contains("setupComplete", recording);
        Assert.DoesNotContain("a-secret", recording + run.Output + run.Error);
        Assert.True(recording.Length < 200_000, $"the recording has {recording.Length} characters: media in it?");
    }

    [Fact]
    public async Task An_interrupt_ends_it_with_130_and_keeps_what_was_heard()
    {
        using var folder = new TemporaryFolder();
        using var running = CortexProgram.Start(
            new Dictionary<string, string>(), "talk", "--scenario", "long-answer", "--mic", Samples.Question, "--speaker", folder.File("a.wav"), "--record", folder.File("r.jsonl"), "--json");
        await Until(() => File.Exists(folder.File("r.jsonl")) && ReadShared(folder.File("r.jsonl")).Contains("modelTurn"));

        running.Signal("INT");
        var run = (await running.FinishAsync()).Expect(130);

        Assert.Equal(1, run.Json().GetProperty("turns").GetArrayLength());
        Assert.True(Sound.AudibleSeconds(folder.File("a.wav")) > 0);
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_leaves_what_was_received()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync("--scenario", "long-answer");
        using var running = CortexProgram.Start(
            new Dictionary<string, string>(), "talk", "--endpoint", server.Address, "--mic", Samples.Question, "--speaker", folder.File("a.wav"), "--record", folder.File("r.jsonl"), "--json");
        await Until(() => File.Exists(folder.File("r.jsonl")) && ReadShared(folder.File("r.jsonl")).Contains("modelTurn"));

        server.Program.Kill();
        var run = (await running.FinishAsync()).Expect(4);

        Assert.NotEmpty(run.Json().GetProperty("turns")[0].GetProperty("said").GetString()!);
        Assert.True(Sound.AudibleSeconds(folder.File("a.wav")) > 0);
    }

    private static async Task<JsonElement> Ask(TemporaryFolder folder, string picture, string answer) =>
        (await CortexProgram.RunAsync("talk", "--mic", Samples.Question, "--camera", picture, "--speaker", folder.File(answer), "--json")).Expect(0).Json();

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
