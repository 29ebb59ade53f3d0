using System.Globalization;
using System.Net;
using System.Text;

namespace Cortex.App.Bench;

/// <summary>What the benches measured, as one page that needs nothing else: no network, no script, no other file.</summary>
internal static class BenchPage
{
    private const int Width = 640;
    private const int Height = 120;

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>Cortex, measured</title>
        <style>
        :root { color-scheme: light dark; --ink: #1b1b1b; --back: #fff; --line: #d0d0d0; --good: #2b8a3e; --bad: #c92a2a; --curve: #2673c4; }
        @media (prefers-color-scheme: dark) { :root { --ink: #ececec; --back: #161616; --line: #444; --good: #69db7c; --bad: #ff8787; --curve: #74b0f4; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back); margin: 2rem auto; max-width: 68rem; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; font-variant-numeric: tabular-nums; }
        th:first-child, td:first-child { text-align: left; white-space: normal; } td.part { padding-left: 1.8rem; } .wide { overflow-x: auto; }
        .holds { color: var(--good); } .misses { color: var(--bad); font-weight: 600; } .small { font-size: 13px; opacity: .85; }
        svg { display: block; width: 100%; max-width: 40rem; } svg text { font-size: 11px; fill: var(--ink); } polyline { fill: none; stroke: var(--curve); stroke-width: 2; } .rule { stroke: var(--line); }
        figure { margin: 1rem 0; }
        </style></head><body>
        <h1>Cortex, measured</h1>
        """;

    /// <summary>Writes it.</summary>
    public static string Of(IReadOnlyList<AllOutcome> outcomes)
    {
        var page = new StringBuilder(Head);
        page.Append("<ul>");
        foreach (var outcome in outcomes)
        {
            var verdict = outcome.Why ?? (outcome.Missed == 0 ? "all bars hold" : $"{outcome.Missed} of its bars missed");
            page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{Safe(outcome.Name)}\">{Safe(outcome.Title)}</a>: {Safe(verdict)}</li>");
        }

        page.Append("</ul>");
        foreach (var outcome in outcomes)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{Safe(outcome.Name)}\">{Safe(outcome.Title)}</h2>");
            if (outcome.Report is { } report)
            {
                Table(page, report);
                foreach (var series in report.Series ?? [])
                {
                    Curve(page, series);
                }

                page.Append(CultureInfo.InvariantCulture, $"<p class=\"small\">{Safe(report.Method)}</p><p class=\"small\">{Safe(report.Machine)}; {Safe(report.Runtime)}; {report.Date:yyyy-MM-dd HH:mm}</p>");
            }
            else
            {
                page.Append(CultureInfo.InvariantCulture, $"<p><code>cortex bench {Safe(outcome.Name)}</code>: {Safe(outcome.Why ?? "")}</p>");
            }
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static void Table(StringBuilder page, BenchReport report)
    {
        page.Append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table><tr><th>what</th><th>n</th><th>p50</th><th>p95</th><th>max</th><th>bar</th><th></th></tr>");
        foreach (var row in report.Rows)
        {
            var verdict = BenchMarkdown.Verdict(row);
            page.Append(CultureInfo.InvariantCulture, $"<tr><td{(row.What.StartsWith("  ", StringComparison.Ordinal) ? " class=\"part\"" : "")}>{Safe(row.What.Trim())}</td><td>{row.Count}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{BenchMarkdown.Value(row.P50, row.Unit)}</td><td>{BenchMarkdown.Value(row.P95, row.Unit)}</td><td>{BenchMarkdown.Value(row.Max, row.Unit)}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{BenchMarkdown.Bar(row)}</td><td class=\"{verdict}\">{verdict}</td></tr>");
        }

        page.Append("</table></div>");
    }

    private static void Curve(StringBuilder page, BenchSeries series)
    {
        if (series.Values.Count < 2)
        {
            return;
        }

        // From zero: a tremble must not look like a rise.
        var (top, first, last) = (Math.Max(series.Values.Max() * 1.1, 1), series.Minutes[0], series.Minutes[^1]);
        var points = series.Values.Select((value, i) => string.Create(
            CultureInfo.InvariantCulture, $"{(series.Minutes[i] - first) / Math.Max(last - first, 0.001) * Width:0.#},{Height - (value / top * Height):0.#}"));
        page.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Safe(series.What)}, over {last - first:0.#} minutes: {BenchMarkdown.Value(series.Values[0], series.Unit)} to {BenchMarkdown.Value(series.Values[^1], series.Unit)}</figcaption>");
        page.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 -10 {Width} {Height + 20}\" role=\"img\" aria-label=\"{Safe(series.What)}\"><line class=\"rule\" x1=\"0\" y1=\"{Height}\" x2=\"{Width}\" y2=\"{Height}\"/>");
        page.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', points)}\"/><text x=\"4\" y=\"4\">{BenchMarkdown.Value(top, series.Unit)}</text></svg></figure>");
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
