using System.Globalization;

namespace Cortex.App.Bench;

/// <summary>Memory of this process without the programs and libraries that it maps.</summary>
internal static class OwnMemory
{
    private const string Status = "/proc/self/status";
    private const string Line = "RssAnon:";

    /// <summary>Bytes; zero where the system does not tell.</summary>
    public static async Task<long> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Status))
        {
            return 0;
        }

        var line = (await File.ReadAllLinesAsync(Status, cancellationToken)).FirstOrDefault(static line => line.StartsWith(Line, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.AsSpan(Line.Length).Trim()[..^" kB".Length], CultureInfo.InvariantCulture) * 1024;
    }
}
