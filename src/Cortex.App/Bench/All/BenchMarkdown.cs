using System.Globalization;
using System.Text;

namespace Cortex.App.Bench;

/// <summary>What the benches measured, as tables in Markdown.</summary>
internal static class BenchMarkdown
{
    /// <summary>Writes them.</summary>
    public static string Of(IReadOnlyList<AllOutcome> outcomes)
    {
        var text = new StringBuilder("# Cortex, measured\n\nWritten by `cortex bench all`.\n");
        foreach (var outcome in outcomes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {outcome.Title}\n\n");
            if (outcome.Report is not { } report)
            {
                text.Append(CultureInfo.InvariantCulture, $"`cortex bench {outcome.Name}`: {outcome.Why}\n");
                continue;
            }

            text.Append("| what | n | p50 | p95 | max | bar | |\n|---|---|---|---|---|---|---|\n");
            foreach (var row in report.Rows)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Indented(row.What)} | {row.Count} | {Value(row.P50, row.Unit)} | {Value(row.P95, row.Unit)} | {Value(row.Max, row.Unit)} | {Bar(row)} | {Verdict(row)} |\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"\n{report.Method}\n\n{report.Machine}; {report.Runtime}; {report.Date:yyyy-MM-dd HH:mm}\n");
        }

        return text.ToString();
    }

    /// <summary>A value with its unit.</summary>
    public static string Value(double value, string unit) =>
        value.ToString(Math.Abs(value) < 10 ? "0.###" : Math.Abs(value) < 100 ? "0.#" : "0", CultureInfo.InvariantCulture) + (unit.Length > 0 ? " " + unit : "");

    /// <summary>What a row has to hold.</summary>
    public static string Bar(BenchRow row) => row.Bar is { } bar ? $"≤ {Value(bar, row.Unit)}{(row.BarsMedian ? " (p50)" : "")}" : "";

    /// <summary>Whether it does.</summary>
    public static string Verdict(BenchRow row) => row.Holds switch { true => "holds", false => "misses", null => "" };

    private static string Indented(string what) => (what.StartsWith("  ", StringComparison.Ordinal) ? "· " + what.Trim() : what).Replace("|", "\\|", StringComparison.Ordinal);
}
