using System.Text.Json;

namespace Cortex.Engines.Scenario;

/// <summary>Reads scripts.</summary>
internal static class ScriptReader
{
    private const int MostBytes = 4 * 1024 * 1024;

    public static Script ReadFile(string path)
    {
        byte[] utf8;
        try
        {
            // A device says that it has no bytes and gives them without an end.
            using var file = File.OpenRead(path);
            utf8 = new byte[Math.Clamp(file.CanSeek ? file.Length : MostBytes, 64 * 1024, MostBytes) + 1];
            var count = file.ReadAtLeast(utf8, utf8.Length, throwOnEndOfStream: false);
            utf8 = count <= MostBytes ? utf8[..count] : throw ScriptErrors.TooLarge(path, MostBytes);
        }
        catch (Exception e) when (e is not ScriptException and (IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException))
        {
            throw ScriptErrors.NotOpened(path, e);
        }

        return Read(utf8, path, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    public static Script Read(ReadOnlyMemory<byte> utf8, string source, string? folder)
    {
        var text = utf8.Span;
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        Script? script;
        try
        {
            script = JsonSerializer.Deserialize(text, ScriptJson.Default.Script);
        }
        catch (JsonException e)
        {
            throw ScriptErrors.Unreadable(source, text, e);
        }

        if (script is null)
        {
            throw new ScriptException(source, 1, 1, "the scenario is null; expected is an object, { … }.");
        }

        script = script with { Source = source, Folder = folder };
        if (ScriptChecks.FirstFault(script) is { } fault)
        {
            throw ScriptErrors.At(source, text, fault.Path, fault.What);
        }

        return script;
    }
}
