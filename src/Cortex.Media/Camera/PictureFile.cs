using Cortex.Media.Frames;

namespace Cortex.Media.Camera;

/// <summary>Reads picture files, never more of one than a picture may have.</summary>
static class PictureFile
{
    /// <summary>Tells by the first bytes.</summary>
    /// <exception cref="IOException">It is not there, cannot be read, or is empty.</exception>
    public static bool IsPicture(string path)
    {
        using var file = Open(path);
        Span<byte> start = stackalloc byte[PictureMagic.Bytes];
        var count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return count > 0 ? PictureMagic.IsPicture(start[..count]) : throw PictureFaults.Empty(path);
    }

    /// <summary>All of its bytes.</summary>
    /// <exception cref="IOException">It is not there, cannot be read, or is too large.</exception>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = Open(path);
        await using (file.ConfigureAwait(false))
        {
            if (file.Length > PictureLimits.MaxBytes)
                throw PictureFaults.TooManyBytes(path, file.Length);
            var bytes = new byte[file.Length];
            var count = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return count == bytes.Length ? bytes : bytes[..count];
        }
    }

    static FileStream Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
            if (file.CanSeek)
                return file;
            file.Dispose();
            throw new PictureException(path, "is a pipe, and a camera is read more than once", "Save it to a file first");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PictureException(path, "does not exist", "Give the path of a picture, a folder of pictures, or a video", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new PictureException(path, "may not be read", "Check its permissions", exception);
        }
    }
}
