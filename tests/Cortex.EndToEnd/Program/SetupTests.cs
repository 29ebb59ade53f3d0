namespace Cortex.EndToEnd.Program;

/// <summary><c>cortex setup</c> as a user runs it: by options, and by answers on standard input.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SetupTests : IDisposable
{
    private const string Secret = "no-key-of-anybody-0123456789abc";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string State => _folder.File("state/cortex");

    [Fact]
    public async Task Options_set_up_everything_and_keep_what_was_there()
    {
        var config = _folder.Write("cortex.json", "{\n  // mine\n  \"cues\": { \"volume\": 0.5 },\n}\n");
        var run = (await RunAsync($"echo {Secret} |", $"--config {config} --key-stdin --microphone none --speaker none --camera none --volume 1.5 --language pl --token")).Expect(0);

        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken);
        Assert.Contains("// mine", text, StringComparison.Ordinal);
        Assert.Contains("\"volume\": 0.5", text, StringComparison.Ordinal);
        Assert.Contains("\"volume\": 1.5", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Equal(Secret, (await File.ReadAllTextAsync(Path.Combine(State, "key"), TestContext.Current.CancellationToken)).Trim());
        foreach (var file in new[] { "key", "console-token" })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(State, file)));
        }

        // A second time nothing changes; another value is replaced only when that was meant.
        Assert.Contains("nothing is to be changed", (await RunAsync("", $"--config {config} --language pl < /dev/null")).Expect(0).Output, StringComparison.Ordinal);
        (await RunAsync("", $"--config {config} --language de < /dev/null")).Expect(2).ComplainsInOneLine("--yes", "nothing was written");
        Assert.Equal(text, await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken));
        (await RunAsync("", $"--config {config} --language de --yes < /dev/null")).Expect(0);
        Assert.Contains("\"language\": \"de\"", await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_on_standard_input_do_the_same_and_a_wrong_one_is_asked_again()
    {
        var config = _folder.File("new.json");
        var sound = _folder.Write("question.wav", "");
        File.Copy(Samples.Question, sound, overwrite: true);
        var heard = _folder.File("heard.wav");
        // key, microphone, loudspeaker, try, heard, camera, volume (twice), language, the rest as it is
        var run = (await RunAsync($"printf '%s\\n' {Secret} {sound} {heard} yes yes none 9 0.8 en '' '' '' '' |", $"--config {config}")).Expect(0);

        Assert.Contains("it hears", run.Output, StringComparison.Ordinal);
        Assert.Contains("sound.volume is a number from 0 to 2", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
        Assert.True(new FileInfo(heard).Length > 20_000, "nothing was played");
        Assert.Contains("\"volume\": 0.8", await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(State, "key")));
    }

    [Fact]
    public async Task Answers_that_end_too_soon_and_a_broken_file_write_nothing()
    {
        var config = _folder.File("new.json");
        (await RunAsync($"printf '%s\\n' {Secret} none |", $"--config {config}")).Expect(2).ComplainsAtLast("nothing was written");
        Assert.False(File.Exists(config));
        Assert.False(Directory.Exists(State));

        var broken = _folder.Write("broken.json", "{ \"language\": ");
        (await RunAsync("", $"--config {broken} --language pl --yes < /dev/null")).Expect(2);
        Assert.Equal("{ \"language\": ", await File.ReadAllTextAsync(broken, TestContext.Current.CancellationToken));
        (await RunAsync("", "--language 'no such tag!' --yes < /dev/null")).Expect(2);
        (await RunAsync("echo 'two words' |", "--key-stdin --yes")).Expect(2).ComplainsAtLast("no key");
    }

    [Fact]
    public async Task A_key_file_is_used_where_it_is_and_refused_where_others_can_read_it()
    {
        var (config, key) = (_folder.File("new.json"), _folder.Write("key", Secret));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        (await RunAsync("", $"--config {config} --key-file {key} < /dev/null")).Expect(5).ComplainsAtLast("chmod 600");
        Assert.False(File.Exists(config));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await RunAsync("", $"--config {config} --key-file {key} < /dev/null")).Expect(0);

        // The key is read from there: a server that refuses keys refuses this one, and nobody shows it.
        var talk = await CortexProgram.InShellAsync($"XDG_STATE_HOME={_folder.File("state")} \"$0\" models live --config {config} --endpoint ws://127.0.0.1:9");
        Assert.Equal(4, talk.ExitCode);
        Assert.DoesNotContain(Secret, talk.Output + talk.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_the_questions_leaves_nothing()
    {
        var config = _folder.File("new.json");
        var run = await CortexProgram.InShellAsync(
            $"{{ echo {Secret}; sleep 5; }} | timeout --preserve-status -s INT 3 env -u CORTEX__Key__File XDG_STATE_HOME={_folder.File("state")} \"$0\" setup --config {config}");

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Key of the Gemini API", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private Task<ProgramResult> RunAsync(string before, string arguments) =>
        CortexProgram.InShellAsync($"{before} env -u CORTEX__Key__File XDG_STATE_HOME={_folder.File("state")} \"$0\" setup {arguments}");
}
