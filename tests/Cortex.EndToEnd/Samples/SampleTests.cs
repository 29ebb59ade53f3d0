using System.Diagnostics;
using Cortex.EndToEnd.Architecture;

namespace Cortex.EndToEnd.Samples;

/// <summary>What the pages show to copy works as it stands.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task Hello_is_answered_without_a_key()
    {
        var (code, said) = await RunAsync("Hello");

        Assert.Equal(0, code);
        Assert.Contains("Offline", said, StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"\([1-9]\d*\.\d s of speech", said);
    }

    [Fact]
    public async Task A_client_is_tested_against_a_goAway()
    {
        var (code, said) = await RunAsync("SurvivesGoAway");

        Assert.True(code == 0, said);
        Assert.Contains("connections: 2, resumed: 1", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_app_is_tested_against_a_server_in_the_tests_process()
    {
        var (code, said) = await RunAsync("TestYourApp");

        Assert.True(code == 0, said);
        Assert.Contains("succeeded: 3", said, StringComparison.Ordinal);
    }

    static async Task<(int Code, string Said)> RunAsync(string sample)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "..", "..", sample, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')));
        var start = new ProcessStartInfo(Path.Combine(folder, sample)) { RedirectStandardOutput = true };
        start.Environment.Remove("GEMINI_API_KEY");
        start.Environment.Remove("GOOGLE_API_KEY");
        using var program = Process.Start(start)!;
        var said = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (program.ExitCode, said);
    }

    [Fact]
    public void The_readmes_program_is_the_sample()
    {
        var sample = Repository.Read("samples/Hello/Program.cs").Split('\n').Select(line => line.Trim()).ToHashSet();
        var shown = Repository.Read("README.md").Split("```csharp\n")[1].Split("```")[0];
        Expect.None(shown.Split('\n').Select(line => line.Trim()).Where(line => !sample.Contains(line)));
    }
}
