using System.Collections;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Cortex.App.Terminal;

namespace Cortex.App.Configuration;

/// <summary>Reads the settings from all their places, and reports every fault at once.</summary>
internal static class SettingsReader
{
    private const string Prefix = "CORTEX__";
    private const int MostBytes = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads them.</summary>
    /// <param name="file">The file that was asked for, or null for cortex.json in this folder, where it may be missing.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="commandLine">Options that were given: their names, keys and values.</param>
    /// <param name="faults">Everything that is wrong.</param>
    public static CortexSettings Read(
        string? file, IDictionary environment, IEnumerable<(string Option, string Key, string Value)> commandLine, List<SettingFault> faults)
    {
        var settings = new CortexSettings();
        foreach (var (origin, key, value) in FromFile(file, faults).Concat(FromEnvironment(environment)).Concat(commandLine))
        {
            if (SettingKeys.Find(key) is not { } known)
            {
                faults.Add(Unknown(origin, key, value));
            }
            else if (known.Apply(settings, value) is { } changed)
            {
                settings = changed;
            }
            else
            {
                faults.Add(new(origin, known.Name, value, known.Allowed));
            }
        }

        settings = OlderVariables.Read(settings, environment, faults);
        faults.AddRange(settings.Prices.Faults(settings.Caps));
        faults.AddRange(settings.Tools.Faults());
        return settings;
    }

    private static SettingFault Unknown(string origin, string key, string value)
    {
        var near = SettingKeys.Like(key);
        return new(origin, key, value, near) { Sentence = $"{origin}: there is no setting {PlainWords.Of(key)}; near it are {near}" };
    }

    private static IEnumerable<(string Origin, string Key, string Value)> FromEnvironment(IDictionary environment) =>
        environment.Keys.Cast<string>()
            .Where(static name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, name[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal), (string?)environment[name] ?? ""));

    private static List<(string Origin, string Key, string Value)> FromFile(string? file, List<SettingFault> faults)
    {
        var found = new List<(string, string, string)>();
        var path = file ?? "cortex.json";
        if (file is null && !File.Exists(path))
        {
            return found;
        }

        try
        {
            using var document = JsonDocument.Parse(
                ReadBytes(path),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind is JsonValueKind.Object)
            {
                Flatten(document.RootElement, "", path, found, faults);
            }
            else
            {
                var kind = document.RootElement.ValueKind.ToString().ToLowerInvariant();
                faults.Add(new(path, "the file", kind, "an object, { … }") { Sentence = $"{path} is JSON of the kind {kind}: settings are one object, {{ … }}" });
            }
        }
        catch (JsonException wrong)
        {
            var place = $"line {wrong.LineNumber + 1}, column {wrong.BytePositionInLine + 1}";
            faults.Add(new(path, place, "", "JSON with comments") { Sentence = $"{path} is no JSON from {place} on: look there, and right before, for a comma, a quote or a brace" });
        }
        catch (InvalidOperationException)
        {
            // The parser takes bytes for text that are none, and says so only when asked for it.
            faults.Add(new(path, "the file", "", "JSON with comments, in UTF-8; some of its characters are not") { Sentence = $"{path} is not in UTF-8: save it in UTF-8 again" });
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add(new(path, "the file", path, "a file that exists") { Sentence = $"there is no file {path}: name another with --config, or leave that out for cortex.json in this folder" });
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(path, "the file", path, "a file that can be read; it says: " + unreadable.Message) { Sentence = $"{path} cannot be read: {unreadable.Message}" });
        }

        return found;
    }

    // A pipe is welcome, but the system lets its reader wait for a writer without a limit: it is read aside, and left there.
    private static ReadOnlyMemory<byte> ReadBytes(string path)
    {
        ReadOnlyMemory<byte> bytes = default;
        ExceptionDispatchInfo? fault = null;
        var reading = new Thread(() =>
        {
            try
            {
                bytes = ReadToEnd(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                fault = ExceptionDispatchInfo.Capture(e);
            }
        }) { IsBackground = true };
        reading.Start();
        if (!reading.Join(Patience))
        {
            throw new IOException($"it did not come to its end within {Patience.TotalSeconds:0} s; is it a pipe without anybody at its other end?");
        }

        fault?.Throw();
        return bytes;
    }

    private static ReadOnlyMemory<byte> ReadToEnd(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[MostBytes + 1];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var mark = bytes.AsSpan(0, count).StartsWith("\uFEFF"u8) ? 3 : 0;
        return count <= MostBytes ? bytes.AsMemory(mark, count - mark) : throw new IOException($"it is larger than {MostBytes} bytes");
    }

    private static void Flatten(JsonElement element, string key, string path, List<(string Origin, string Key, string Value)> found, List<SettingFault> faults)
    {
        if (element.ValueKind is JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                // "$schema" and the like belong to the editor.
                if (!property.Name.StartsWith('$'))
                {
                    Flatten(property.Value, key.Length == 0 ? property.Name : key + "." + property.Name, path, found, faults);
                }
            }
        }
        else if (element.ValueKind is JsonValueKind.Array && McpKeys.Find(key) is { } list && key.EndsWith(".args", StringComparison.OrdinalIgnoreCase))
        {
            found.Add((path, list.Name, element.GetRawText()));
        }
        else if (element.ValueKind is JsonValueKind.Array)
        {
            faults.Add(SettingKeys.Find(key) is { } known ? new(path, key, element.ToString(), known.Allowed) : Unknown(path, key, element.ToString()));
        }
        else if (element.ValueKind is not JsonValueKind.Null)
        {
            if (found.Exists(other => other.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
            {
                faults.Add(new(path, key, element.ToString(), "one value; this is the second, write the key once"));
            }

            found.Add((path, key, element.ToString()));
        }
    }
}
