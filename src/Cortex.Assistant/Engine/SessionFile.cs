using System.Text.Json;
using Cortex.Live;
using Cortex.Live.Session;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Engine;

/// <summary>
/// Keeps the newest session in a file that only its owner may read, written whole or not at all. Never throws: a file that cannot be
/// read, belongs to another model or server, or is too old is said once in the log and forgotten; a disk that is full is said once.
/// </summary>
/// <param name="path">The file; its folder is made where it is missing.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it says what is wrong.</param>
public sealed class SessionFile(string path, TimeProvider time, ILogger<SessionFile> logger) : ISessionStore
{
    private const long MostBytes = 1024 * 1024;

    private static readonly TimeSpan HandleLife = TimeSpan.FromHours(2);

    private bool _complained;

    /// <inheritdoc />
    public ValueTask<StoredSession?> LoadAsync(string model, string endpoint, CancellationToken cancellationToken)
    {
        try
        {
            return new(Read() is { } kept && Fits(kept, model, endpoint) ? Session(kept) : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or NotSupportedException or InvalidOperationException)
        {
            Log.SessionUnreadable(logger, path, exception.Message);
            Delete();
            return default;
        }
    }

    /// <inheritdoc />
    public async ValueTask SaveAsync(StoredSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var beside = path + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var file = new FileStream(beside, Options());
            await using (file.ConfigureAwait(false))
            {
                await JsonSerializer.SerializeAsync(file, KeptSession.Of(session), KeptSessionJson.Default.KeptSession, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
            _complained = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or OperationCanceledException)
        {
            Complain(exception);
            Quietly(() => File.Delete(beside));
        }
    }

    /// <inheritdoc />
    public ValueTask ForgetAsync(CancellationToken cancellationToken)
    {
        Delete();
        return default;
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static StoredSession Session(KeptSession kept) => new(
        kept.Model!, kept.Endpoint!, kept.Handle, kept.SavedAt, new ConversationHistory([.. (kept.Tail ?? []).OfType<HistoryEntry>().Where(static entry => entry.Text is not null)]));

    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Said already: this only tidies up after it.
            return;
        }
    }

    private KeptSession? Read()
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }

        if (file.Length > MostBytes)
        {
            throw new InvalidOperationException($"it holds {file.Length} bytes, more than {MostBytes}");
        }

        return JsonSerializer.Deserialize(File.ReadAllBytes(path), KeptSessionJson.Default.KeptSession)
            ?? throw new InvalidOperationException("it is empty");
    }

    private bool Fits(KeptSession kept, string model, string endpoint)
    {
        var age = time.GetUtcNow() - kept.SavedAt;
        var why = kept.Model != model ? "it is of another model"
            : kept.Endpoint != endpoint ? "it is of another server"
            : age > HandleLife ? "it is older than two hours"
            : age < -HandleLife ? "it is from the future: the clock was set back"
            : null;
        if (why is not null)
        {
            Log.SessionForgotten(logger, path, why);
            Delete();
        }

        return why is null;
    }

    private void Delete()
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Complain(exception);
        }
    }

    private void Complain(Exception exception)
    {
        if (!_complained)
        {
            _complained = true;
            Log.SessionUnkept(logger, path, exception.Message);
        }
    }
}
