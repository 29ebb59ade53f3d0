using System.CommandLine;
using Cortex.App.Reporting;

namespace Cortex.App.Commands;

/// <summary><c>cortex report</c>: a page that anyone can open, from a recording.</summary>
internal static class ReportCommand
{
    private static readonly string[] Examples = ["cortex report talk.jsonl.gz", "cortex report talk.jsonl.gz --out what-happened.html"];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var command = new Command("report", "Makes one page from a recording (see --record of talk): time to scale, waits, cuts, gaps, pictures, tokens, and what looked wrong. The page needs no network.");
        var recording = new Argument<string>("recording") { Description = "The recording" };
        var page = new Option<string?>("--out") { Description = "The page (default: the recording's name with .html)", HelpName = "FILE" };
        page.NotEmpty("a file");
        command.Add(recording);
        command.Add(page);
        command.SetAction(parsed => ReportRun.RunAsync(parsed.GetValue(recording)!, parsed.GetValue(page), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, interruption));
        return (command, Examples);
    }
}
