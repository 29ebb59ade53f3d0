using System.Net;
using System.Net.Sockets;

namespace Cortex.EndToEnd.Program;

/// <summary>Each wrong input gets one line that says what, where and what to do, and the right exit code.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("nothing there", null)]
    [InlineData("empty", "")]
    [InlineData("not a sound", "this is a letter, not a sound at all; it is long enough to have a header")]
    [InlineData("header only", "RIFF\u0024\u0000\u0000\u0000WAVE")]
    public async Task A_bad_recording_is_named_with_code_5(string what, string? content)
    {
        using var folder = new TemporaryFolder();
        var path = content is null ? folder.File("missing.wav") : folder.Write("bad.wav", content);

        var run = (await CortexProgram.RunAsync("talk", "--mic", path)).Expect(5);

        run.ComplainsInOneLine(path);
        Assert.Empty(run.Output + (what.Length == 0 ? what : ""));
    }

    [Fact]
    public async Task A_truncated_recording_is_played_as_far_as_it_goes()
    {
        using var folder = new TemporaryFolder();
        var whole = await File.ReadAllBytesAsync(Samples.Question, TestContext.Current.CancellationToken);
        var path = folder.Write("cut.wav", whole[..(whole.Length * 3 / 4)]);

        var run = (await CortexProgram.RunAsync("talk", "--mic", path, "--json")).Expect(0);

        run.ComplainsInOneLine(path, "cut");
    }

    [Theory]
    [InlineData("empty.jpg", "")]
    [InlineData("letter.jpg", "this is a letter, not a picture")]
    public async Task A_bad_picture_is_named_with_code_5(string name, string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(name, content);

        (await CortexProgram.RunAsync("talk", "--text", "hello", "--camera", path)).Expect(5).ComplainsInOneLine(path);
    }

    [Fact]
    public async Task A_missing_camera_path_is_named_with_code_5() =>
        (await CortexProgram.RunAsync("talk", "--text", "hello", "--camera", "/nowhere/x.jpg")).Expect(5).ComplainsInOneLine("/nowhere/x.jpg");

    [Fact]
    public async Task An_answer_that_cannot_be_written_is_named_before_anything_is_asked() =>
        (await CortexProgram.RunAsync("talk", "--text", "hello", "--speaker", "/nowhere/answer.wav")).Expect(5).ComplainsInOneLine("/nowhere/answer.wav");

    [Fact]
    public async Task An_unreadable_scenario_is_named_with_line_and_column()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("s.json", "{\n  \"name\": \"x\",\n  \"turns\": [ { \"say\" \"hello\" } ]\n}");

        (await CortexProgram.RunAsync("talk", "--scenario", path)).Expect(5).ComplainsInOneLine(path + "(3,");
    }

    [Fact]
    public async Task An_unknown_scenario_is_named_with_the_ones_there_are() =>
        (await CortexProgram.RunAsync("talk", "--scenario", "opera")).Expect(5).ComplainsInOneLine("opera", "tour");

    [Fact]
    public async Task An_unreadable_fault_plan_is_named_with_line_and_column()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("f.json", "{\n  \"name\": \"x\",\n  \"faults\": [ { \"what\": \"fire\" } ]\n}");

        (await CortexProgram.RunAsync("serve", "--port", "0", "--faults", path)).Expect(5).ComplainsInOneLine(path + "(3,25)", "goAway");
    }

    [Fact]
    public async Task An_unknown_fault_plan_is_named_with_the_ones_there_are() =>
        (await CortexProgram.RunAsync("serve", "--port", "0", "--faults", "meteor")).Expect(5).ComplainsInOneLine("meteor", "nightmare");

    [Fact]
    public async Task Nothing_to_ask_is_wrong_usage() =>
        (await CortexProgram.RunAsync("talk")).Expect(2).ComplainsInOneLine("--mic", "--text", "--scenario");

    [Fact]
    public async Task The_live_engine_without_a_key_says_how_to_get_on() =>
        (await CortexProgram.RunAsync("talk", "--engine", "live", "--text", "hello")).Expect(4).ComplainsInOneLine("GEMINI_API_KEY");

    [Fact]
    public async Task A_retired_model_is_refused_with_the_servers_words_and_what_to_do() =>
        (await CortexProgram.RunAsync("talk", "--text", "hello", "--model", "gemini-2.0-flash-exp")).Expect(4).ComplainsAtLast("gemini-2.0-flash-exp", "--model");

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var address = $"ws://127.0.0.1:{((IPEndPoint)nobody.LocalEndpoint).Port}";
        nobody.Stop();

        (await CortexProgram.RunAsync("talk", "--endpoint", address, "--text", "hello")).Expect(4).ComplainsInOneLine(address);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        (await CortexProgram.RunAsync("serve", "--port", port)).Expect(5).ComplainsInOneLine(port, "another");
    }

    [Fact]
    public async Task All_faults_of_the_configuration_are_reported_at_once()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("cortex.json", """{ "live": { "turns": "never" }, "camera": { "fps": 99 } }""");

        var run = (await CortexProgram.RunAsync("talk", "--config", path, "--text", "hello")).Expect(2);

        Assert.Contains("live.turns", run.Error);
        Assert.Contains("camera.fps", run.Error);
    }

    [Theory]
    [InlineData("--timeout", "soon", "talk", "--text", "hello")]
    [InlineData("--timeout", "1,5", "talk", "--text", "hello")]
    [InlineData("--timeout", "", "talk", "--text", "hello")]
    [InlineData("--text", "", "talk")]
    [InlineData("--camera", " ", "talk", "--text", "hello")]
    [InlineData("--engine", "best", "talk", "--text", "hello")]
    [InlineData("--rounds", "20", "bench", "latency", "--sound", "rig")]
    [InlineData("--rig", "rig", "bench", "latency")]
    [InlineData("--minutes", "0", "bench", "sound")]
    [InlineData("--port", "http", "serve")]
    [InlineData("--port", "9999999999", "serve")]
    public async Task A_wrong_value_is_wrong_usage_and_named_with_its_option(string option, string value, params string[] before)
    {
        var run = (await CortexProgram.RunAsync([.. before, option, value])).Expect(2);

        Assert.StartsWith($"cortex: {option}: ", run.Error);
        run.ComplainsAtLast("--help");
    }

    [Theory]
    [InlineData("--mic", "--speaker")]
    [InlineData("--mic", "--record")]
    [InlineData("--camera", "--speaker")]
    [InlineData("--speaker", "--record")]
    public async Task What_is_read_is_never_written_over(string one, string other)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("precious.wav", "the only copy");
        File.CreateSymbolicLink(folder.File("other.wav"), path);
        string[] question = one is "--mic" ? [] : ["--text", "hello"];

        var run = (await CortexProgram.RunAsync(["talk", .. question, one, path, other, folder.File("other.wav")])).Expect(2);

        run.ComplainsInOneLine(one, other, "other.wav");
        Assert.Equal("the only copy", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--mic")]
    [InlineData("--speaker")]
    [InlineData("--record")]
    public async Task A_pipe_without_anybody_at_its_other_end_is_waited_for_no_longer_than_an_answer(string option)
    {
        using var folder = new TemporaryFolder();
        var pipe = folder.Pipe("pipe");
        string[] question = option is "--mic" ? [] : ["--text", "hello"];

        (await CortexProgram.RunAsync(["talk", .. question, option, pipe, "--timeout", "1"])).Expect(5).ComplainsInOneLine(pipe, "pipe without anybody");
    }

    [Fact]
    public async Task A_pipe_is_no_camera_and_nobody_is_waited_for()
    {
        using var folder = new TemporaryFolder();
        var pipe = folder.Pipe("pipe");

        (await CortexProgram.RunAsync(["talk", "--text", "hello", "--camera", pipe])).Expect(5).ComplainsInOneLine(pipe, "is a pipe", "Save it to a file first");
    }

    [Fact]
    public async Task A_pipe_as_a_configuration_is_read_and_one_without_anybody_at_its_other_end_is_refused()
    {
        using var folder = new TemporaryFolder();
        var pipe = folder.Pipe("cortex.json");

        (await CortexProgram.RunAsync("talk", "--config", pipe, "--text", "hello")).Expect(2).ComplainsAtLast(pipe, "pipe without anybody");

        (await CortexProgram.InShellAsync("\"$0\" talk --text hello --config <(echo '{ \"engine\": \"loud\" }')")).Expect(2).ComplainsAtLast("loud", "offline");
    }

    [Fact]
    public async Task A_recording_without_a_voice_is_called_that()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("silence.wav");
        using (var writer = new Cortex.Media.Audio.WavWriter(path, 16000))
        {
            writer.Write(new short[8000]);
        }

        (await CortexProgram.RunAsync("talk", "--mic", path, "--timeout", "1")).Expect(3).ComplainsInOneLine("no voice");
    }

    [Fact]
    public async Task A_complaint_that_cannot_be_written_leaves_the_exit_code()
    {
        var run = await CortexProgram.InShellAsync("\"$0\" talk --mic /nowhere/x.wav 2>/dev/full");

        run.Expect(5);
    }

    [Theory]
    [InlineData("offline")]
    [InlineData("embedded")]
    public async Task An_endpoint_beside_an_engine_that_asks_none_is_refused(string engine) =>
        (await CortexProgram.RunAsync("talk", "--engine", engine, "--endpoint", "ws://127.0.0.1:1", "--text", "hello")).Expect(2).ComplainsInOneLine("--endpoint", engine);

    [Fact]
    public async Task A_folder_without_pictures_is_named_before_anything_is_asked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.txt", "no picture");
        var path = Path.GetDirectoryName(folder.File("notes.txt"))!;

        var run = (await CortexProgram.RunAsync("talk", "--text", "hello", "--camera", path)).Expect(5);

        run.ComplainsInOneLine(path, "no pictures");
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("[]", "array")]
    [InlineData("{ nothing", "line 1, column 3")]
    [InlineData(null, "no file")]
    public async Task A_configuration_that_is_none_is_called_that_in_a_sentence(string? content, string words)
    {
        using var folder = new TemporaryFolder();
        var path = content is null ? folder.File("missing.json") : folder.Write("c.json", content);

        var run = (await CortexProgram.RunAsync("talk", "--config", path, "--text", "hello")).Expect(2);

        run.ComplainsAtLast(path, words);
        Assert.DoesNotContain(" is \"", run.Error);
    }

    [Theory]
    [InlineData("latency")]
    [InlineData("barge-in")]
    [InlineData("sound")]
    [InlineData("session")]
    public async Task A_bench_whose_results_cannot_be_written_never_begins(string bench) =>
        (await CortexProgram.RunAsync("bench", bench, "--out", "/nowhere/results.json")).Expect(5).ComplainsInOneLine("/nowhere/results.json", "no folder");

    [Fact]
    public async Task A_closed_output_is_called_that()
    {
        var run = (await CortexProgram.InShellAsync("\"$0\" talk --engine offline --text hello >&-")).Expect(5);

        run.ComplainsAtLast("standard output is closed");
    }
}
