using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Budget;

/// <summary>
/// Keeps what was spent over restarts: one small file of its owner's alone, replaced as a whole. Whatever is wrong with it is said
/// once and never fatal; what was counted in this process still counts.
/// </summary>
/// <param name="path">The file; its folder is made where it is missing.</param>
/// <param name="loggers">For the log.</param>
/// <param name="warn">Told once, in a sentence, what the log is told; null: nobody.</param>
public sealed class SpendingFile(string path, ILoggerFactory loggers, Action<string>? warn = null)
{
    private const int MostBytes = 64 * 1024;
    private const decimal MostMoney = 1_000_000_000_000;
    private const string DayForm = "yyyy-MM-dd";
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ILogger _logger = loggers.CreateLogger<SpendingFile>();
    private bool _told;

    /// <summary>What was kept; nothing where there is no file or it is not one of ours.</summary>
    internal Spending Load()
    {
        try
        {
            if (!File.Exists(path))
            {
                return new Spending();
            }

            // Not all at once: a device has no end, and says it is empty.
            using var file = File.OpenRead(path);
            var bytes = new byte[MostBytes + 1];
            var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (count > MostBytes)
            {
                return Forget("it is too long to be one of ours");
            }

            var document = JsonSerializer.Deserialize(bytes.AsSpan(0, count), SpendingJson.Default.SpendingDocument);
            return document is { Format: SpendingDocument.Name } ? Read(document) : Forget("it is not one of ours");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            return Forget(e.Message);
        }
    }

    /// <summary>Keeps it.</summary>
    internal void Save(Spending spending)
    {
        var document = new SpendingDocument(
            SpendingDocument.Name,
            spending.Days.ToDictionary(static day => day.Key.ToString(DayForm, CultureInfo.InvariantCulture), static day => day.Value),
            spending.Conversation,
            spending.IsOpen,
            spending.ConversationWarned,
            spending.DayWarned?.ToString(DayForm, CultureInfo.InvariantCulture));
        var fresh = path + ".new";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
            }

            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(fresh);
                options.UnixCreateMode = OwnersOnly;
            }

            using (var stream = new FileStream(fresh, options))
            {
                JsonSerializer.Serialize(stream, document, SpendingJson.Default.SpendingDocument);
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(e.Message, "what is spent is counted, but not kept over a restart");
        }
    }

    private Spending Forget(string why)
    {
        Tell(why, "counting begins anew");
        return new Spending();
    }

    private void Tell(string why, string consequence)
    {
        if (!_told)
        {
            _told = true;
            Log.NotKept(_logger, path, why, consequence);
            warn?.Invoke($"{path} cannot be used for what was spent: {why.TrimEnd('.')}; {consequence}");
        }
    }

    private static Spending Read(SpendingDocument document) => new()
    {
        Days = (document.Days ?? new Dictionary<string, decimal>()).ToImmutableSortedDictionary(static day => Day(day.Key), static day => Money(day.Value)),
        Conversation = Money(document.Conversation),
        IsOpen = document.IsOpen,
        ConversationWarned = document.ConversationWarned,
        DayWarned = document.DayWarned is { } day ? Day(day) : null,
    };

    // What nobody can have spent must not overflow where it is added up.
    private static decimal Money(decimal amount) => Math.Clamp(amount, 0, MostMoney);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, DayForm, CultureInfo.InvariantCulture);
}
