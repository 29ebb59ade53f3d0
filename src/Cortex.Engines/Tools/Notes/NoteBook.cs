using System.Text.Json;
using Cortex.Engines.Written;

namespace Cortex.Engines.Tools;

/// <summary>
/// The wearer's notes, in a file that its owner alone may read, on this device. Each change replaces the file whole, so a crash leaves
/// the notes as they were before it or after it; a second process waits its turn. A file that is none of ours is put aside, never lost.
/// </summary>
/// <param name="path">The file; its folder is made where it is missing.</param>
/// <param name="time">The clock.</param>
public sealed class NoteBook(string path, TimeProvider time)
{
    /// <summary>More notes are not kept: the wearer is told to forget some.</summary>
    public const int MostNotes = 200;

    /// <summary>A longer note is refused.</summary>
    public const int MostCharacters = 1000;

    private const int MostBytes = 2 * 1024 * 1024;
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LockLook = TimeSpan.FromMilliseconds(20);

    /// <summary>All notes, the oldest first.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Task<IReadOnlyList<Note>> AllAsync(CancellationToken cancellationToken) => InsideAsync<IReadOnlyList<Note>>(static file => (file.Notes, null), cancellationToken);

    /// <summary>Keeps a note.</summary>
    /// <returns>The note; null: there is no room.</returns>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public Task<Note?> AddAsync(string text, CancellationToken cancellationToken) => InsideAsync<Note?>(
        file =>
        {
            if (file.Notes.Count >= MostNotes)
            {
                return (null, null);
            }

            var note = new Note(file.NextId, text, time.GetLocalNow());
            return (note, file with { NextId = file.NextId + 1, Notes = [.. file.Notes, note] });
        },
        cancellationToken);

    /// <summary>Forgets a note.</summary>
    /// <returns>The note; null: there is none with this id.</returns>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public Task<Note?> ForgetAsync(int id, CancellationToken cancellationToken) => InsideAsync<Note?>(
        file => file.Notes.FirstOrDefault(note => note.Id == id) is { } gone
            ? (gone, file with { Notes = [.. file.Notes.Where(note => note.Id != id)] })
            : (null, null),
        cancellationToken);

    private async Task<T> InsideAsync<T>(Func<NoteFile, (T Result, NoteFile? Changed)> act, CancellationToken cancellationToken)
    {
        try
        {
            // Nothing in it waits: it is short, and closing a file needs no thread.
            using var held = await LockAsync(cancellationToken).ConfigureAwait(false);
            var (result, changed) = act(Read());
            if (changed is not null)
            {
                OwnFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(changed, NoteJson.Default.NoteFile));
            }

            return result;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private NoteFile Read()
    {
        if (OwnFile.Read(path, MostBytes) is not { Length: > 0 } bytes)
        {
            return new NoteFile();
        }

        try
        {
            if (JsonSerializer.Deserialize(bytes, NoteJson.Default.NoteFile) is { Format: NoteFile.PresentFormat, Notes: not null } file
                && file.Notes.All(static note => note is { Text: not null }))
            {
                return file with { NextId = Math.Max(file.NextId, file.Notes.Select(static note => note.Id).DefaultIfEmpty().Max() + 1) };
            }
        }
        catch (JsonException)
        {
            // Put aside below.
        }

        File.Move(path, $"{path}.broken-{time.GetUtcNow().ToUnixTimeMilliseconds()}");
        return new NoteFile();
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var from = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", options);
            }
            catch (IOException) when (File.Exists(path + ".lock") && time.GetElapsedTime(from) < LockLimit)
            {
                await Task.Delay(LockLook, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
