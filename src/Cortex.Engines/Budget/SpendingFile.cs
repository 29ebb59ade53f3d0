using System.Globalization;
using System.Text.Json;
using Cortex.Engines.Written;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Budget;

/// <summary>
/// Keeps what was spent over restarts: a small file of its owner's alone, replaced as a whole. Of several processes that share it each
/// keeps one of its own (<c>spending.json</c>, <c>spending.json.2</c> …, held by a lock beside it) and counts what the others' say:
/// nobody waits for anybody, and nothing is written over. A process that was killed leaves its file to the next one. Whatever is wrong
/// with it is said once and never fatal; what was counted in this process still counts. Not thread-safe.
/// </summary>
public sealed class SpendingFile : IDisposable
{
    private const int MostBytes = 64 * 1024;
    private const int MostProcesses = 8;

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly Action<string>? _warn;
    private readonly FileStream? _lock;
    private readonly string? _own;
    private bool _told;

    /// <summary>Takes a file for this process.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="loggers">For the log.</param>
    /// <param name="warn">Told once, in a sentence, what the log is told; null: nobody.</param>
    public SpendingFile(string path, ILoggerFactory loggers, Action<string>? warn = null)
    {
        (_path, _logger, _warn) = (path, loggers.CreateLogger<SpendingFile>(), warn);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            // What stands there must be readable before anything is put beside it.
            _ = OwnFile.Read(path, MostBytes);
            (_own, _lock) = Take();
        }
        catch (Exception e) when (IsExpected(e))
        {
            Tell(e.Message, "what is spent is counted, but not kept over a restart");
        }
    }

    /// <summary>What this process's file keeps; nothing where there is none or it is not one of ours.</summary>
    internal Spending Load()
    {
        if (_own is null)
        {
            return new Spending();
        }

        try
        {
            return Read(_own) ?? new Spending();
        }
        catch (Exception e) when (IsExpected(e) || e is JsonException or FormatException)
        {
            Tell(e.Message, "counting begins anew");
            return new Spending();
        }
    }

    /// <summary>Today's spending by the other processes; what cannot be read of theirs is theirs to tell.</summary>
    internal decimal Elsewhere(DateOnly today)
    {
        decimal sum = 0;
        for (var number = 1; number <= MostProcesses; number++)
        {
            try
            {
                sum += Name(number) is var name && name != _own && Read(name) is { } theirs ? SpendingCore.Today(theirs, today) : 0;
            }
            catch (Exception e) when (IsExpected(e) || e is JsonException or FormatException)
            {
            }
        }

        return sum;
    }

    /// <summary>Keeps it.</summary>
    internal void Save(Spending spending)
    {
        if (_own is null)
        {
            return;
        }

        try
        {
            OwnFile.Replace(_own, JsonSerializer.SerializeToUtf8Bytes(SpendingDocument.Of(spending), SpendingJson.Default.SpendingDocument));
        }
        catch (Exception e) when (IsExpected(e))
        {
            Tell(e.Message, "what is spent is counted, but not kept over a restart");
        }
    }

    /// <summary>Leaves the file to the next process.</summary>
    public void Dispose() => _lock?.Dispose();

    private string Name(int number) => number == 1 ? _path : string.Create(CultureInfo.InvariantCulture, $"{_path}.{number}");

    private (string Own, FileStream Lock) Take()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        for (var number = 1; ; number++)
        {
            try
            {
                return (Name(number), new FileStream(Name(number) + ".lock", options));
            }
            catch (IOException) when (number < MostProcesses && File.Exists(Name(number) + ".lock"))
            {
                // Another process's.
            }
        }
    }

    private static Spending? Read(string path)
    {
        if (OwnFile.Read(path, MostBytes) is not { } bytes)
        {
            return null;
        }

        var document = JsonSerializer.Deserialize(bytes, SpendingJson.Default.SpendingDocument);
        return document is { Format: SpendingDocument.Name } ? document.ToSpending() : throw new FormatException("it is not one of ours");
    }

    private void Tell(string why, string consequence)
    {
        if (!_told)
        {
            _told = true;
            Log.NotKept(_logger, _path, why, consequence);
            _warn?.Invoke($"{_path} cannot be used for what was spent: {why.TrimEnd('.')}; {consequence}");
        }
    }

    private static bool IsExpected(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
