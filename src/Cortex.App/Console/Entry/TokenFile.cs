using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Cortex.Engines.Written;

namespace Cortex.App.WebConsole.Entry;

/// <summary>The console's token, in a file that its owner alone may read.</summary>
internal static class TokenFile
{
    private const int Bytes = 32;
    private const int MostBytes = 1024;

    /// <summary>Reads the token, or makes one.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="isNew">It was made just now: shown once, and never again.</param>
    /// <exception cref="IOException">It cannot be read or kept; one line.</exception>
    public static string Open(string path, out bool isNew)
    {
        try
        {
            isNew = false;
            if (OwnFile.Read(path, MostBytes) is { } bytes)
            {
                return Encoding.UTF8.GetString(bytes).Trim() is { Length: >= 20 } kept
                    ? kept
                    : throw new IOException("it holds no token of at least 20 characters; delete it, and another is made");
            }

            isNew = true;
            MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
            OwnFile.Replace(path, Encoding.UTF8.GetBytes(token + "\n"));
            return token;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the console's token cannot be kept in {path}: {e.Message}", e);
        }
    }

    private static void MakeFolder(string folder)
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
}
