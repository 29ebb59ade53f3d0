namespace Cortex.EndToEnd.Scripts;

/// <summary>What ./cortex decides: when it builds, what it runs, what it says when something is missing.</summary>
public sealed class LauncherTests : IDisposable
{
    readonly StagedHouse _house = new();

    public LauncherTests() => _house.DotnetThatBuilds();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Builds_once_and_becomes_the_program()
    {
        var first = await _house.RunAsync("cortex", "talk", "--text", "two  words", "", "*", "$HOME", "-x");

        // The same process: signals and the exit code need no passing on.
        Assert.Equal($"{first.Process}\n{_house.Top}\n<talk><--text><two  words><><*><$HOME><-x>", first.Output);
        Assert.Equal(7, first.ExitCode);

        var second = await _house.RunAsync("cortex", "talk");
        Assert.Equal(("", 1), (second.Errors, _house.Builds));
    }

    [Fact]
    public async Task Builds_again_when_a_source_changed_and_only_then()
    {
        await _house.RunAsync("cortex");
        _house.Write("README.md", "new words");
        _house.Write("src/Cortex.App/notes.md", "new words");
        await _house.RunAsync("cortex");
        Assert.Equal(1, _house.Builds);

        _house.Write("src/Cortex.App/Program.cs", "return 1;\n");
        await _house.RunAsync("cortex");
        Assert.Equal(2, _house.Builds);
    }

    [Fact]
    public async Task Builds_again_when_another_build_went_over_its_own()
    {
        await _house.RunAsync("cortex");
        File.SetLastWriteTimeUtc(Touch("artifacts/bin/Cortex.App/release/Cortex.Live.dll"), new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await _house.RunAsync("cortex");
        Assert.Equal(2, _house.Builds);
    }

    [Fact]
    public async Task Runs_the_native_build_while_its_stamp_matches_the_sources()
    {
        await _house.RunAsync("cortex");
        _house.WriteScript("artifacts/native/cortex", "echo native");
        _house.Write("artifacts/native/.stamp", _house.Read("artifacts/bin/Cortex.App/release/.stamp"));
        Assert.Equal("native\n", (await _house.RunAsync("cortex")).Output);

        _house.Write("src/Cortex.App/Program.cs", "return 1;\n");
        Assert.Contains("<talk>", (await _house.RunAsync("cortex", "talk")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Works_from_another_folder_and_through_a_link()
    {
        using var elsewhere = new StagedHouse();
        var link = Path.Combine(elsewhere.Top, "link");
        File.CreateSymbolicLink(link, Path.Combine(_house.Top, "cortex"));

        var run = await _house.RunFromAsync(elsewhere.Top, link, "talk");

        Assert.Equal($"{run.Process}\n{elsewhere.Top}\n<talk>", run.Output);
    }

    [Fact]
    public async Task Starts_at_the_same_time_build_once()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _house.RunAsync("cortex", "talk")));
        Assert.All(runs, run => Assert.Equal(7, run.ExitCode));
        Assert.Equal(1, _house.Builds);
    }

    [Fact]
    public async Task A_failed_build_shows_everything_it_said_and_is_tried_again()
    {
        _house.Dotnet("echo 'Program.cs(1,1): error CS1002'; echo 'and more'; exit 1");
        var run = await _house.RunAsync("cortex", "talk");
        Assert.Equal((70, ""), (run.ExitCode, run.Output));
        Assert.Contains("Program.cs(1,1): error CS1002\nand more\n", run.Errors, StringComparison.Ordinal);

        _house.DotnetThatBuilds();
        Assert.Equal(7, (await _house.RunAsync("cortex", "talk")).ExitCode);
    }

    [Fact]
    public async Task Without_an_sdk_it_says_how_to_get_one()
    {
        _house.Remove("dotnet");
        var run = await _house.RunAsync("cortex", "talk");
        Assert.Equal((69, ""), (run.ExitCode, run.Output));
        Assert.Contains("needs the .NET 10 SDK; found here: none", run.Errors, StringComparison.Ordinal);
        Assert.Contains("apt-get install -y dotnet-sdk-10.0", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_old_sdk_it_says_which_one_is_there()
    {
        _house.Program("dotnet", "case $1 in --list-sdks) echo '8.0.404 [/usr/lib]' ;; *) exit 155 ;; esac");
        var run = await _house.RunAsync("cortex", "talk");
        Assert.Equal(69, run.ExitCode);
        Assert.Contains("found here: 8.0.404", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_an_sdk_in_the_users_own_folder_and_points_the_program_at_it()
    {
        _house.Remove("dotnet");
        _house.WriteScript("../.dotnet/dotnet", """
            cd ~/'my house'
            case $1 in
                build) mkdir -p artifacts/bin/Cortex.App/release
                    printf '%s\n' '#!/usr/bin/env bash' 'echo $DOTNET_ROOT' > artifacts/bin/Cortex.App/release/cortex
                    chmod +x artifacts/bin/Cortex.App/release/cortex ;;
            esac
            """);
        Assert.EndsWith("/.dotnet\n", (await _house.RunAsync("cortex", "talk")).Output, StringComparison.Ordinal);
        Assert.EndsWith("/.dotnet\n", (await _house.RunAsync("cortex", "talk")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installs_a_missing_package_where_it_may()
    {
        MissVoice(apt: "case $* in *' install '*) printf '#!/bin/sh\\n' > \"${0%/*}/espeak-ng\"; chmod +x \"${0%/*}/espeak-ng\" ;; esac");
        var run = await _house.RunAsync("cortex", "talk");
        Assert.Equal(7, run.ExitCode);
        Assert.Contains("installing espeak-ng", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", (await _house.RunAsync("cortex", "talk")).Errors);
    }

    [Fact]
    public async Task Installs_a_missing_library_where_it_may()
    {
        File.Delete(Path.Combine(_house.Top, "../lib/x86_64-linux-gnu/libportaudio.so.2"));
        _house.Program("apt-get", "case $* in *' install '*) : > ~/lib/x86_64-linux-gnu/libportaudio.so.2 ;; esac");
        _house.Program("sudo", "shift; exec \"$@\""); // sudo -n
        var run = await _house.RunAsync("cortex", "devices");
        Assert.Equal(7, run.ExitCode);
        Assert.Contains("installing libportaudio2", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", (await _house.RunAsync("cortex", "devices")).Errors);
    }

    [Fact]
    public async Task A_package_that_cannot_be_had_is_said_once_and_not_tried_at_each_start()
    {
        MissVoice(apt: "echo tried >> ~/tried; exit 100");
        var first = await _house.RunAsync("cortex", "talk");
        Assert.Equal(7, first.ExitCode);
        Assert.Contains("sudo apt-get install -y espeak-ng\n", first.Errors, StringComparison.Ordinal);
        var attempts = _house.Read("../tried");

        var second = await _house.RunAsync("cortex", "talk");
        Assert.Equal((7, "", attempts), (second.ExitCode, second.Errors, _house.Read("../tried")));
    }

    [Theory]
    [InlineData("--version"), InlineData("--help"), InlineData("talk", "--help")]
    public async Task Asking_for_help_installs_nothing(params string[] arguments)
    {
        MissVoice(apt: "echo tried >> ~/tried; exit 100");
        await _house.RunAsync("cortex", arguments);
        Assert.False(File.Exists(Path.Combine(_house.Top, "../tried")));
    }

    void MissVoice(string apt)
    {
        _house.Remove("espeak-ng");
        _house.Program("apt-get", apt);
        _house.Program("sudo", "shift; exec \"$@\""); // sudo -n
    }

    string Touch(string file)
    {
        _house.Write(file, "");
        return Path.Combine(_house.Top, file);
    }
}
