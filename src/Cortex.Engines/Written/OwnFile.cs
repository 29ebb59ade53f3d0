namespace Cortex.Engines.Written;

/// <summary>
/// A small file that this program keeps for itself: read whole, replaced whole, for its owner alone. A pipe or a device in its place is
/// refused, never waited for and never replaced.
/// </summary>
public static class OwnFile
{
    internal const string NoFile = "it is no ordinary file but a pipe or a device; name a file";

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">A longer one is not one of ours.</param>
    /// <returns>Its bytes; null where there is none.</returns>
    /// <exception cref="IOException">It is too long, no ordinary file, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static byte[]? Read(string path, int mostBytes)
    {
        if (!Path.Exists(path))
        {
            return null;
        }

        using var file = Open(path);
        var bytes = new byte[mostBytes + 1];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count > mostBytes ? throw new IOException($"it has more than the {mostBytes} bytes of one of ours")
            : count > file.Length ? throw new IOException(NoFile)
            : bytes[..count];
    }

    /// <summary>Replaces it: whole or not at all, so that a crash in the middle leaves what was there before.</summary>
    /// <exception cref="IOException">It is no ordinary file, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written, or is a folder.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        if (Path.Exists(path))
        {
            Open(path).Dispose();
        }

        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(fresh, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    // For reading alone a pipe would let us wait for its other end; for both it opens at once, and is known by what it cannot do.
    private static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (file.CanSeek && !Resolved(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            return file;
        }

        file.Dispose();
        throw new IOException(NoFile);
    }

    internal static string Resolved(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
}
