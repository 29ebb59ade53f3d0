using Cortex.EndToEnd.Program;

namespace Cortex.EndToEnd.Recovery;

/// <summary>A program that is killed in the middle of a conversation goes on with it when it is started again.</summary>
public sealed class KillTests
{
    // Its first answer names the turn the server is in, so that the second program's answer tells whether it went on.
    private const string Script =
        """{ "name": "count", "loop": true, "turns": [ { "say": [ { "text": "This is turn {turn}.", "toneHz": 440, "toneMs": 1500 } ] } ] }""";

    [Fact]
    public async Task A_killed_talk_goes_on_where_it_was()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync("--scenario", folder.Write("count.json", Script));
        var kept = folder.File("state/session.json");
        string[] talk = ["talk", "--endpoint", server.Address, "--state", folder.File("state"), "--json"];
        using (var running = CortexProgram.Start(new Dictionary<string, string>(), [.. talk, "--text", "one", "--mic", Program.Samples.Question, "--mic", Program.Samples.Question]))
        {
            await Wait.Until(() => File.Exists(kept) && File.ReadAllText(kept).Contains("This is turn 1", StringComparison.Ordinal) && HasHandle(kept));
            running.Signal("KILL");
            await running.FinishAsync();
        }

        Assert.Equal("600", Permissions(kept));
        Assert.Equal("700", Permissions(folder.File("state")));
        var again = (await CortexProgram.RunAsync([.. talk, "--text", "two"])).Expect(0);

        Assert.Equal(1, again.Json().GetProperty("connection").GetProperty("resumes").GetInt32());
        var said = again.Json().GetProperty("turns")[0].GetProperty("said").GetString()!;
        Assert.Matches("This is turn [23]", said);

        // That conversation came to its end: the next one is another.
        Assert.False(File.Exists(kept));
        var fresh = (await CortexProgram.RunAsync([.. talk, "--text", "three"])).Expect(0);
        Assert.Equal(0, fresh.Json().GetProperty("connection").GetProperty("resumes").GetInt32());
        Assert.Contains("This is turn 1", fresh.Json().GetProperty("turns")[0].GetProperty("said").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not JSON at all")]
    [InlineData("{ \"format\": 99, \"model\": \"m\", \"endpoint\": \"e\" }")]
    [InlineData("\0\0\0\0")]
    public async Task A_file_that_is_no_session_is_said_once_and_the_talk_begins_anew(string content)
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync("--scenario", folder.Write("count.json", Script));
        Directory.CreateDirectory(folder.File("state"));
        await File.WriteAllTextAsync(folder.File("state/session.json"), content, TestContext.Current.CancellationToken);

        var run = (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--state", folder.File("state"), "--text", "one", "--json")).Expect(0);

        run.ComplainsInOneLine("session.json", "new conversation");
        Assert.Contains("This is turn 1", run.Json().GetProperty("turns")[0].GetProperty("said").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_in_the_sessions_place_is_said_once_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync("--scenario", folder.Write("count.json", Script));
        Directory.CreateDirectory(folder.File("state"));
        folder.Pipe("state/session.json");

        var run = (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--state", folder.File("state"), "--text", "one", "--json")).Expect(0);

        run.ComplainsInOneLine("session.json", "no ordinary file");
        Assert.True(Path.Exists(folder.File("state/session.json")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_said_once_and_the_talk_goes_on()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync("--scenario", folder.Write("count.json", Script));
        var inTheWay = folder.Write("file", "");

        var run = (await CortexProgram.RunAsync("talk", "--endpoint", server.Address, "--state", Path.Combine(inTheWay, "state"), "--text", "one", "--json")).Expect(0);

        run.ComplainsInOneLine("kept over a restart");
    }

    [Fact]
    public async Task Without_a_word_the_state_is_in_the_users_state_folder()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerRun.StartAsync("--scenario", folder.Write("count.json", Script));
        var home = new Dictionary<string, string> { ["XDG_STATE_HOME"] = folder.File("home") };
        (await CortexProgram.RunAsync(home, "talk", "--endpoint", server.Address, "--text", "one")).Expect(0);

        Assert.True(Directory.Exists(folder.File("home/cortex")));
    }

    private static bool HasHandle(string path) => File.ReadAllText(path).Contains("\"handle\":\"", StringComparison.Ordinal);

    private static string Permissions(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
