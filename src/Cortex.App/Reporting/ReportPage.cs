using System.Globalization;
using System.Net;
using System.Text;

namespace Cortex.App.Reporting;

/// <summary>A story as one page that needs nothing else: no network, no script, no other file.</summary>
internal static class ReportPage
{
    private const int MostRows = 500;

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; media-src data:; img-src data:">
        <title>Cortex report</title>
        <style>
        :root { color-scheme: light dark; --ink: #1b1b1b; --back: #fff; --line: #d0d0d0; }
        @media (prefers-color-scheme: dark) { :root { --ink: #ececec; --back: #161616; --line: #444; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back); margin: 2rem auto; max-width: 68rem; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
        td.n, th:first-child { width: 1%; } td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } .wide { overflow-x: auto; }
        svg { display: block; margin: .5rem 0 1rem; } svg text { font-size: 11px; fill: var(--ink); } .rule { stroke: var(--line); } .scale { opacity: .8; }
        .voice { fill: #2673c4; } .arrives { fill: #8a8a8a; } .sounds { fill: #2b8a3e; } .cut, .trouble { fill: #d6336c; } .tool { fill: #9c6ade; } .picture { fill: #b08900; } .Listening { fill: #6ea8e8; } .Thinking { fill: #e0a800; } .Speaking { fill: #58b368; } .Closed { fill: #8a8a8a; } .decision { fill: #6741d9; } .down { stroke: #2b8a3e; } .up { stroke: #2673c4; } .line { fill: none; stroke-width: 1.5; } .pictures { display: flex; flex-wrap: wrap; gap: .6rem; } .pictures figure { margin: 0; } .pictures img { display: block; height: 9rem; } .away { fill: #c92a2a; opacity: .55; }
        .bad { color: #c92a2a; font-weight: 600; } @media (prefers-color-scheme: dark) { .bad { color: #ff8787; } } audio { width: 100%; }
        </style></head><body>
        """;

    /// <summary>Writes it.</summary>
    /// <param name="story">What happened.</param>
    /// <param name="name">The recording's name.</param>
    public static string Of(Story story, string name)
    {
        var troubles = Troubles.Of(story);
        var page = new StringBuilder(Head);
        page.Append(CultureInfo.InvariantCulture, $"<h1>A conversation of {Clock(story.Length)}</h1><p>{Safe(name)} · {(story.Start is { } start ? start.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss' UTC'", CultureInfo.InvariantCulture) : "its start is lost")} · {Safe(story.Engine)} · {Safe(story.Model)}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Sums(story)}</p><h2>What looked wrong</h2>");
        Moments(page, troubles, "Nothing.");
        page.Append("<h2>Time</h2><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline\">").Append(new Timeline(story, troubles).Draw()).Append("</div>");
        TurnTable.Write(page, story);
        SumTable.Write(page, story);
        page.Append("<h2>Connection, devices and who answers</h2>");
        Moments(page, [.. story.Marks.Where(static mark => mark.Kind is MarkKind.Change)], "Nothing changed.");
        page.Append("<h2>What this device decided</h2>");
        Moments(page, [.. story.Marks.Where(static mark => mark.Kind is MarkKind.Decision)], "Nothing, or it was not recorded.");
        Listening.Write(page, story);
        return page.Append("</body></html>\n").ToString();
    }

    private static string Sums(Story story)
    {
        var waits = story.Turns.Select(static turn => turn.Wait).OfType<TimeSpan>().Order().ToArray();
        var wait = waits.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $", first sound {waits[waits.Length / 2].TotalMilliseconds:0} ms after a question's end (median; slowest {waits[^1].TotalMilliseconds:0} ms)")
            : "";
        var tokens = story.PromptTokens + story.ResponseTokens > 0 ? string.Create(CultureInfo.InvariantCulture, $", {story.PromptTokens:#,0} tokens in and {story.ResponseTokens:#,0} out") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{story.Turns.Count} {(story.Turns.Count is 1 ? "turn" : "turns")}{wait}, {story.Turns.Count(static turn => turn.InterruptedAt is not null)} cut, {story.Pictures} pictures, {story.MicrophoneLength.TotalSeconds:0} s of the microphone sent{tokens}.");
    }

    private static void Moments(StringBuilder page, IReadOnlyList<Mark> marks, string none)
    {
        if (marks.Count is 0)
        {
            page.Append("<p>").Append(none).Append("</p>");
            return;
        }

        page.Append("<table><thead><tr><th>at</th><th>what</th></tr></thead><tbody>");
        foreach (var mark in marks.Take(MostRows))
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n\">{Clock(mark.At)}</td><td{(mark.Kind is MarkKind.Trouble ? " class=\"bad\"" : "")}>{Safe(mark.Words)}</td></tr>");
        }

        page.Append("</tbody></table>");
        if (marks.Count > MostRows)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>… and {marks.Count - MostRows} more.</p>");
        }
    }

    /// <summary>Minutes, seconds, milliseconds.</summary>
    public static string Clock(TimeSpan at) => string.Create(CultureInfo.InvariantCulture, $"{(at < TimeSpan.Zero ? "-" : "")}{Math.Abs((int)at.TotalMinutes)}:{Math.Abs(at.Seconds):00}.{Math.Abs(at.Milliseconds):000}");

    /// <summary>Words that come from elsewhere, as a page may hold them.</summary>
    public static string Safe(string words) => WebUtility.HtmlEncode(words);
}
