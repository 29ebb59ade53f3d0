using System.Globalization;
using Cortex.App.Bench;
using Spectre.Console;

namespace Cortex.App.Terminal;

/// <summary>A bench's report as a table for people.</summary>
internal static class BenchTable
{
    public static void Write(BenchReport report, TextWriter output)
    {
        var console = Screen.On(output);
        var width = console.Profile.Width;

        // A row that is broken in two can hardly be read; a terminal that is too narrow shows its end on the next line.
        console.Profile.Width = Math.Max(width, 110);
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn(report.Bench).NoWrap());
        foreach (var heading in new[] { "n", "p50", "p95", "max", "bar (p95)", "" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach (var row in report.Rows)
        {
            table.AddRow(
                Markup.Escape(row.What),
                row.Count.ToString(CultureInfo.InvariantCulture),
                Number(row.P50, row.Unit),
                Number(row.P95, row.Unit),
                Number(row.Max, row.Unit),
                row.Bar is { } bar ? $"≤ {Number(bar, row.Unit)}{(row.BarsMedian ? " (p50)" : "")}" : "",
                row.Holds switch { true => "[green]holds[/]", false => "[red]misses[/]", null => "" });
        }

        console.Write(table);
        console.Profile.Width = width;
        console.WriteLine(report.Method);
        foreach (var fault in report.Faults)
        {
            console.WriteLine($"went wrong: {fault}");
        }

        console.WriteLine($"{report.Machine}; {report.Runtime}; {report.Date:yyyy-MM-dd}");
    }

    private static string Number(double value, string unit) =>
        value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) + (unit.Length > 0 ? " " + unit : "");
}
