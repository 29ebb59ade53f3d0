using System.Diagnostics;
using Cortex.EndToEnd.Program;
using Cortex.Engines.Recording;
using Cortex.Engines.Recording.Cassettes;

namespace Cortex.EndToEnd.Recovery;

/// <summary>A program that is killed while it records leaves everything that it had written.</summary>
public sealed class RecorderKillTests
{
    [Theory]
    [InlineData("talk.jsonl", 20_000)]
    [InlineData("talk.jsonl.gz", 2_500)]
    public async Task Killed_at_any_point_all_whole_records_are_read(string name, int most)
    {
        for (var kill = 0; kill < 3; kill++)
        {
            using var folder = new TemporaryFolder();
            var recording = folder.File(name);
            var enough = Random.Shared.Next(1, most);
            using (var running = CortexProgram.Start(
                new Dictionary<string, string>(), "talk", "--engine", "offline", "--scenario", "long-answer", "--mic", Program.Samples.Question, "--record", recording))
            {
                await Wait.Until(() => File.Exists(recording) && new FileInfo(recording).Length >= enough);
                running.Signal("KILL");
                await running.FinishAsync();
            }

            var cassette = Cassette.Load(recording);

            Assert.Empty(cassette.Damages);
            Assert.NotNull(cassette.Header.Start);
            Assert.Equal(RecordingLineKind.Up, cassette.Lines[0].Kind);

            // Of a member that is cut others get a part, and a part is no record.
            var lines = await LinesOfAsync(recording) - 1;
            Assert.True(lines == cassette.Lines.Count || (!cassette.IsWhole && lines > cassette.Lines.Count), $"{cassette.Lines.Count} of {lines}");
        }
    }

    // Counted by other means: whole lines, and what everybody's gzip gets out of whole members.
    private static async Task<int> LinesOfAsync(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
        {
            return (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)).Count(static one => one is (byte)'\n');
        }

        using var gzip = Process.Start(new ProcessStartInfo("gzip", ["-dcq", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var text = await gzip.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await gzip.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text.Count(static one => one is '\n');
    }
}
