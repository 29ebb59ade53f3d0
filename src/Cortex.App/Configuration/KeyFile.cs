using System.Text;
using Cortex.Engines.Written;

namespace Cortex.App.Configuration;

/// <summary>The file with the key.</summary>
internal static class KeyFile
{
    /// <summary>In place of a file: there is none, whatever lies where it usually is.</summary>
    public const string None = "none";

    private const int MostBytes = 4096;

    /// <summary>Where it is where nobody says otherwise.</summary>
    public static string Usual => StateFolder.File("key");

    /// <summary>Reads it.</summary>
    /// <returns>The key; null: there is no file, or nothing in it.</returns>
    /// <exception cref="IOException">It cannot be read, or others can read it.</exception>
    public static string? Read(string path)
    {
        try
        {
            if (!Path.Exists(path))
            {
                return null;
            }

            const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) is not 0)
            {
                throw new IOException($"{path}: others than its owner can get at the key in it; run: chmod 600 '{path}'");
            }

            var key = Encoding.UTF8.GetString(OwnFile.Read(path, MostBytes) ?? []).Trim();
            return key.Length is 0 ? null
                : IsKey(key) ? key
                : throw new IOException($"{path}: what is in it is no key: a key is one word of letters, digits and a few signs");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: the key in it cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes it, for its owner alone.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, string key)
    {
        try
        {
            OwnFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
            OwnFile.Replace(path, Encoding.UTF8.GetBytes(key + "\n"));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: the key cannot be kept in it: {e.Message}", e);
        }
    }

    /// <summary>It may be a key: one word.</summary>
    public static bool IsKey(string text) => text.Length is >= 8 and <= 2048 && text.All(static c => c is > ' ' and < '\u007f');
}
