using Cortex.App.Commands;
using Cortex.App.Recorder;
using Cortex.Engines.Recording;

namespace Cortex.App.Reporting;

/// <summary>Runs <c>cortex report</c>.</summary>
internal static class ReportRun
{
    /// <summary>Reads the recording and writes the page.</summary>
    /// <exception cref="CommandFailure">The recording is none, or the page would stand where the recording does.</exception>
    public static async Task<int> RunAsync(string recording, string? page, TextWriter output, TextWriter error, CancellationToken interruption)
    {
        page ??= Path.ChangeExtension(recording.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? recording[..^3] : recording, ".html");
        if (Path.GetFullPath(page) == Path.GetFullPath(recording))
        {
            throw new CommandFailure(ExitCode.Usage, $"{page}: the report would be written over the recording; name another file with --out");
        }

        Story story;
        try
        {
            story = await Task.Run(() => Read(recording, error), interruption);
        }
        catch (RecordingException fault)
        {
            throw new CommandFailure(ExitCode.Device, fault.Message);
        }

        // Beside it first: an old report is not lost to a full disk.
        var draft = page + ".part";
        await File.WriteAllTextAsync(draft, ReportPage.Of(story, Path.GetFileName(recording)), interruption);
        File.Move(draft, page, overwrite: true);
        await output.WriteLineAsync(page);
        return ExitCode.Done;
    }

    private static Story Read(string path, TextWriter error)
    {
        using var recording = RecordingReader.Open(path);
        var story = StoryTeller.Of(recording);
        DamageWords.Tell(path, recording, error);
        return story;
    }
}
