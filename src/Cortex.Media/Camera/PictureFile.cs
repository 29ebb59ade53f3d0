using Cortex.Media.Files;
using Cortex.Media.Frames;

namespace Cortex.Media.Camera;

/// <summary>Reads picture files, never more of one than a picture may have.</summary>
static class PictureFile
{
    /// <summary>Tells by the first bytes.</summary>
    /// <exception cref="PictureException">It is not there, cannot be read, or is empty.</exception>
    public static bool IsPicture(string path)
    {
        try
        {
            using var file = Open(path);
            Span<byte> start = stackalloc byte[PictureMagic.Bytes];
            var count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return count > 0 ? PictureMagic.IsPicture(start[..count]) : throw PictureFaults.Empty(path);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw Refused(path, exception);
        }
    }

    /// <summary>All of its bytes.</summary>
    /// <exception cref="PictureException">It is not there, cannot be read, or is too large.</exception>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
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
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw Refused(path, exception);
        }
    }

    static FileStream Open(string path)
    {
        // A pipe's opening would wait for whoever writes into it.
        if (FileKind.Other(path) is { } kind)
            throw new PictureException(path, $"is {kind}, and a camera is read more than once", "Save it to a file first");
        return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
    }

    static bool IsRefusal(Exception exception) => exception is (IOException or UnauthorizedAccessException) and not PictureException;

    static PictureException Refused(string path, Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException =>
            new(path, "does not exist", "Give the path of a picture, a folder of pictures, or a video", exception),
        UnauthorizedAccessException => new(path, "may not be read", "Check its permissions", exception),
        _ => new(path, $"cannot be read ({exception.Message.TrimEnd('.').ReplaceLineEndings(" ")})", "Check the file, its links and its disk", exception),
    };
}
