using System.Text;
using System.Text.Json;
using Cortex.App.Configuration;
using Cortex.Engines.Written;

namespace Cortex.App.FirstSetup;

/// <summary>The configuration file as it was found, and as it shall be: changed where it must, whole or not at all.</summary>
internal sealed class ConfigFile
{
    private const int MostBytes = 1024 * 1024;
    private readonly string _found;
    private readonly bool _hasMark;

    private ConfigFile(string path, string found, bool hasMark) => (Path, _found, Text, _hasMark) = (path, found, found, hasMark);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What stands in it now.</summary>
    public string Text { get; private set; }

    /// <summary>Something was changed.</summary>
    public bool IsChanged => Text != _found;

    /// <summary>Reads it; where it is missing an empty one is begun.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ConfigFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder: name a file in it with --config");
        }

        if (!File.Exists(path))
        {
            return new ConfigFile(path, "{\n}\n", false);
        }

        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var bytes = Read(target, path);
        var hasMark = bytes.AsSpan().StartsWith("\uFEFF"u8);
        return new ConfigFile(target, Encoding.UTF8.GetString(bytes.AsSpan(hasMark ? 3 : 0)), hasMark);
    }

    /// <summary>The value of a key as it stands in the file; null: it does not.</summary>
    public string? Find(string key)
    {
        using var document = JsonDocument.Parse(Text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return Find(document.RootElement, key, "");
    }

    /// <summary>Sets a value; numbers stand without quotes.</summary>
    public void Set(string key, string value, bool isNumber) => Text = JsonEdit.Set(Text, key, isNumber ? value : JsonEdit.Quoted(value));

    /// <summary>Writes it: a crash leaves the old one or the new one.</summary>
    /// <exception cref="IOException">It cannot be written; the old one stands.</exception>
    public void Write()
    {
        var fresh = $"{Path}.{Environment.ProcessId}.new";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = File.Exists(Path) ? File.GetUnixFileMode(Path) : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            }

            OwnFolder.Make(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            using (var stream = new FileStream(fresh, options))
            {
                stream.Write(_hasMark ? Encoding.UTF8.Preamble : default);
                stream.Write(Encoding.UTF8.GetBytes(Text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(fresh);

            // Our name for the fresh one says nothing to whoever reads this.
            throw new IOException($"{Path} cannot be written: {e.Message.Replace(fresh, Path, StringComparison.Ordinal)}", e);
        }
    }

    private static byte[] Read(string target, string path)
    {
        try
        {
            return SmallFile.Read(target, MostBytes);
        }
        catch (IOException e)
        {
            throw new IOException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static void Forget(string fresh)
    {
        try
        {
            File.Delete(fresh);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is not even a folder for it.
        }
    }

    private static string? Find(JsonElement element, string key, string above)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in element.EnumerateObject())
        {
            var name = above + member.Name;
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value.ValueKind is JsonValueKind.Null ? null : member.Value.ToString();
            }

            if (Find(member.Value, key, name + ".") is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
