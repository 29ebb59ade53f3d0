using System.Text.Json;
using Cortex.Engines.Written;
using Cortex.Live.Session;

namespace Cortex.App.State;

/// <summary>
/// The newest session in a file that its owner alone may read: a process that was killed goes on where it was. One process at a
/// time uses it; another one beside it keeps nothing. What goes wrong with it is said once and is never fatal.
/// </summary>
internal sealed class SessionFile : ISessionStore, IDisposable
{
    private const int MostBytes = 1024 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);

    private readonly TimeProvider _time;
    private readonly Action<string> _warn;
    private readonly string _path;
    private readonly FileStream? _lock;
    private bool _hasWarned;

    /// <summary>Takes the file for this process.</summary>
    /// <param name="folder">Where it is; made where it is missing.</param>
    /// <param name="time">The clock; it may have been set since the file was written.</param>
    /// <param name="warn">Told once, in a sentence, where the file is of no use.</param>
    public SessionFile(string folder, TimeProvider time, Action<string> warn)
    {
        (_time, _warn, _path) = (time, warn, Path.Combine(folder, "session.json"));
        try
        {
            Make(folder);
            _lock = Lock(Path.Combine(folder, "session.lock"));
        }
        catch (IOException e) when (File.Exists(Path.Combine(folder, "session.lock")) && !e.Message.StartsWith("Read-only", StringComparison.Ordinal))
        {
            Warn("another conversation of this user is being kept", e);
        }
        catch (Exception e) when (IsExpected(e))
        {
            Warn("the folder cannot be used", e);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredSession?> LoadAsync(string model, string endpoint, CancellationToken cancellationToken) =>
        new(Task.Run(() => Load(model, endpoint), cancellationToken));

    /// <inheritdoc/>
    public ValueTask SaveAsync(StoredSession session, CancellationToken cancellationToken)
    {
        if (_lock is not null)
        {
            try
            {
                OwnFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(KeptSession.Of(session), StateJson.Default.KeptSession));
            }
            catch (Exception e) when (IsExpected(e))
            {
                Warn("it cannot be written", e);
            }
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask ForgetAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_lock is not null && OwnFile.Read(_path, MostBytes) is not null)
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (IsExpected(e))
        {
            Warn("it cannot be deleted", e);
        }

        return default;
    }

    public void Dispose() => _lock?.Dispose();

    private StoredSession? Load(string model, string endpoint)
    {
        try
        {
            if (_lock is null || OwnFile.Read(_path, MostBytes) is not { } bytes)
            {
                return null;
            }

            var kept = JsonSerializer.Deserialize(bytes, StateJson.Default.KeptSession);
            if (kept is not { Format: KeptSession.PresentFormat, Model.Length: > 0, Endpoint.Length: > 0 })
            {
                throw new InvalidDataException("it was not written by this program, or by another version of it");
            }

            // A clock that was set back makes a file of the future: its age says nothing, so it is not trusted for longer than its life.
            var age = (_time.GetUtcNow() - kept.SavedAt).Duration();
            return kept.Model == model && kept.Endpoint == endpoint && age < Life ? kept.ToSession() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException || IsExpected(e))
        {
            Warn("it cannot be read, a new conversation begins", e);
            return null;
        }
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static FileStream Lock(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static bool IsExpected(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private void Warn(string what, Exception e)
    {
        if (!_hasWarned)
        {
            _hasWarned = true;
            _warn($"the conversation is not kept over a restart in {_path}: {what}: {e.Message}");
        }
    }
}
