using System.Globalization;
using Cortex.Media.Models;

namespace Cortex.App.Terminal;

/// <summary>How far a download is: a line that is written over on a terminal, a line for each file elsewhere.</summary>
internal sealed class PullLine(TextWriter error, bool isTerminal, TimeProvider time) : IProgress<PullProgress>
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private long _drawn;
    private long _started;
    private long _startBytes;
    private string? _file;

    public void Report(PullProgress value)
    {
        var isNew = value.File != _file;
        if (isNew)
        {
            End();
            (_file, _started, _startBytes) = (value.File, time.GetTimestamp(), value.Bytes);
            if (!isTerminal)
            {
                error.WriteLine($"cortex: {value.File}{(value.Total is { } total ? $", {Size(total)}" : "")}{(value.Bytes > 0 ? $", going on at {Size(value.Bytes)}" : "")}");
            }
        }

        var isWhole = value.Bytes == value.Total;
        if (isTerminal && (isNew || isWhole || time.GetElapsedTime(_drawn) >= Between))
        {
            _drawn = time.GetTimestamp();
            var share = value.Total is > 0 and var all ? string.Create(CultureInfo.InvariantCulture, $" {100.0 * value.Bytes / all,5:0.0} %") : "";
            var seconds = time.GetElapsedTime(_started).TotalSeconds;
            var pace = seconds > 0.5 ? $", {Size((long)((value.Bytes - _startBytes) / seconds))}/s" : "";
            error.Write($"\r\u001b[K{value.File}{share}  {Size(value.Bytes)}{pace}");
            error.Flush();
        }
    }

    /// <summary>Leaves the line.</summary>
    public void End()
    {
        if (isTerminal && _file is not null)
        {
            error.WriteLine();
        }

        _file = null;
    }

    /// <summary>A number of bytes for people.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
    };
}
