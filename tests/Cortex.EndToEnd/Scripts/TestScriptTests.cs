namespace Cortex.EndToEnd.Scripts;

/// <summary>How ./test counts, and what it says last.</summary>
public sealed class TestScriptTests : IDisposable
{
    readonly StagedHouse _house = new();

    public TestScriptTests()
    {
        _house.Dotnet("mkdir -p artifacts/bin/Cortex.App/release");
        _house.Write("Cortex.slnx", "");
    }

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Counts_over_all_programs()
    {
        Tests("A.Tests", Report(succeeded: 3, failed: 0, skipped: 1) + "exit 0");
        Tests("B.Tests", Report(succeeded: 4, failed: 0, skipped: 2) + "exit 0");
        var run = await _house.RunAsync("test");
        Assert.Equal((0, "7 passed, 0 failed, 3 skipped\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Shows_a_failure_in_full_and_ends_with_the_counts()
    {
        Tests("A.Tests", Report(succeeded: 3, failed: 0, skipped: 0) + "exit 0");
        Tests("B.Tests", "echo 'failed B.That (3ms)'; echo '  Expected: 1'\n" + Report(succeeded: 4, failed: 2, skipped: 0) + "exit 2");
        var run = await _house.RunAsync("test");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("failed B.That (3ms)\n  Expected: 1\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n7 passed, 2 failed, 0 skipped\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_crashes_counts_as_failed()
    {
        Tests("A.Tests", Report(succeeded: 3, failed: 0, skipped: 0) + "exit 134");
        Tests("B.Tests", "printf 'half a line'; exit 139");
        var run = await _house.RunAsync("test");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("B.Tests: crashed with exit code 139", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n3 passed, 2 failed, 0 skipped\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_hangs_is_stopped_and_counts_as_failed()
    {
        _house.Write("test", _house.Read("test").Replace("limit=1800", "limit=0.2", StringComparison.Ordinal));
        Tests("A.Tests", "exec sleep 60");
        var run = await _house.RunAsync("test");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("A.Tests: stopped, not done", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n0 passed, 1 failed, 0 skipped\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_a_test_fails()
    {
        Tests("A.Tests", Report(succeeded: 0, failed: 0, skipped: 0) + "exit 8");
        var run = await _house.RunAsync("test", "NoSuchName");
        Assert.Equal((1, "0 passed, 1 failed, 0 skipped\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_failed_build_is_shown_and_counts_as_failed()
    {
        _house.Dotnet("echo 'error CS1002'; exit 1");
        var run = await _house.RunAsync("test");
        Assert.Equal((70, "0 passed, 1 failed, 0 skipped\n"), (run.ExitCode, run.Output));
        Assert.Contains("error CS1002", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_choose_tests_and_quick_leaves_out_the_whole_program()
    {
        Tests("Cortex.A.Tests", "echo \"$*\" > arguments\n" + Report(succeeded: 1, failed: 0, skipped: 0));
        Tests("Cortex.EndToEnd", Report(succeeded: 1, failed: 0, skipped: 0));
        var run = await _house.RunAsync("test", "--quick", "Session", "Turn");
        Assert.Equal("1 passed, 0 failed, 0 skipped\n", run.Output);
        Assert.Contains("--filter-method *Session* --filter-method *Turn*", _house.Read("arguments"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_native_build_gets_the_tests_of_the_whole_program_too()
    {
        Tests("Cortex.EndToEnd", "echo \"$CORTEX_PROGRAM $*\" >> arguments\n" + Report(succeeded: 3, failed: 0, skipped: 0));
        _house.WriteScript("eng/publish-native", "exit 0");
        var run = await _house.RunAsync("test", "--native");
        Assert.Equal("9 passed, 0 failed, 0 skipped\n", run.Output);
        Assert.Contains($"{_house.Top}/artifacts/native/cortex --progress", _house.Read("arguments"), StringComparison.Ordinal);
        Assert.Contains("--filter-namespace Cortex.EndToEnd.Program", _house.Read("arguments"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sound_devices_are_tested_beside_the_rest_of_the_whole_program()
    {
        Tests("Cortex.EndToEnd", "echo \"$*\" >> arguments\n" + Report(succeeded: 3, failed: 0, skipped: 0));
        var run = await _house.RunAsync("test");
        Assert.Equal("6 passed, 0 failed, 0 skipped\n", run.Output);
        Assert.Contains("--filter-not-namespace Cortex.EndToEnd.Devices", _house.Read("arguments"), StringComparison.Ordinal);
        Assert.Contains("--filter-namespace Cortex.EndToEnd.Devices", _house.Read("arguments"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_native_build_that_fails_counts_as_failed()
    {
        Tests("Cortex.EndToEnd", Report(succeeded: 3, failed: 0, skipped: 0));
        _house.WriteScript("eng/publish-native", "exit 70");
        var run = await _house.RunAsync("test", "--native");
        Assert.Equal((1, "6 passed, 1 failed, 0 skipped\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task An_unknown_option_is_wrong_usage() => Assert.Equal(2, (await _house.RunAsync("test", "--fast")).ExitCode);

    void Tests(string name, string script)
    {
        _house.Write($"tests/{name}/{name}.csproj", "");
        _house.WriteScript($"artifacts/bin/{name}/release/{name}", script);
    }

    static string Report(int succeeded, int failed, int skipped) => $"""
        cat <<'END'
        Test run summary: Done
          total: {succeeded + failed + skipped}
          failed: {failed}
          succeeded: {succeeded}
          skipped: {skipped}
        END

        """;
}
