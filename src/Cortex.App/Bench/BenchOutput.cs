using System.Text.Json;
using Cortex.App.Terminal;

namespace Cortex.App.Bench;

/// <summary>Where a bench's report goes.</summary>
internal static class BenchOutput
{
    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="json">As JSON, and not as a table.</param>
    /// <param name="file">A file that gets the JSON too; null for none.</param>
    /// <param name="output">Where it is shown.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(BenchReport report, bool json, string? file, TextWriter output, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(report, BenchJson.Default.BenchReport);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, text + "\n", cancellationToken);
        }

        if (json)
        {
            await output.WriteLineAsync(text);
        }
        else
        {
            BenchTable.Write(report, output);
        }
    }
}
