using System.Runtime.ExceptionServices;

namespace Cortex.Engines.Written;

/// <summary>
/// A small file that somebody else keeps, and that a setting names: read whole, or refused in a few words. A folder, a pipe or a device in
/// its place is not waited for, and a huge one is not read.
/// </summary>
public static class SmallFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">A longer one is refused.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It is no ordinary file, is too long, or cannot be read; the message is a clause for a sentence that names it.</exception>
    public static byte[] Read(string path, int mostBytes)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder, not a file");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException("there is no such file", path);
        }

        byte[] bytes = [];
        ExceptionDispatchInfo? fault = null;

        // One that we may only read cannot be looked at without opening it for reading, and that may wait for its other end.
        var reading = new Thread(() =>
        {
            try
            {
                bytes = ReadOrdinary(path, mostBytes);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                fault = ExceptionDispatchInfo.Capture(e is IOException ? e : new IOException("it may not be read", e));
            }
        }) { IsBackground = true };
        reading.Start();
        if (!reading.Join(Patience))
        {
            throw new IOException(OwnFile.NoFile);
        }

        fault?.Throw();
        return bytes;
    }

    private static byte[] ReadOrdinary(string path, int mostBytes)
    {
        if (IsPipeOrDevice(path))
        {
            throw new IOException(OwnFile.NoFile);
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (!file.CanSeek)
        {
            throw new IOException(OwnFile.NoFile);
        }

        if (file.Length > mostBytes)
        {
            throw new IOException($"it is larger than {mostBytes} bytes");
        }

        var bytes = new byte[mostBytes + 1];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count <= mostBytes ? bytes[..count] : throw new IOException($"it is larger than {mostBytes} bytes");
    }

    // For reading alone a pipe would let us wait for its other end; for both it opens at once, and is known by what it cannot do.
    private static bool IsPipeOrDevice(string path)
    {
        if (OwnFile.Resolved(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return !file.CanSeek;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
