using System.Reflection;

namespace Cortex.Engines.Scenario;

/// <summary>The scripts of <c>samples/scenarios</c> and the media they name, as they are built into this assembly.</summary>
internal static class BuiltInScripts
{
    private const string Scripts = "scenarios/";
    private const string Media = "media/";
    private const string Extension = ".json";

    private static readonly Assembly Here = typeof(BuiltInScripts).Assembly;

    public static IReadOnlyList<string> Names { get; } =
        [.. Here.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Scripts, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(static name => name[Scripts.Length..^Extension.Length])
            .Order(StringComparer.Ordinal)];

    public static Script Read(string name)
    {
        using var stream = Here.GetManifestResourceStream(Scripts + name + Extension) ?? throw ScriptErrors.NoSuchBuiltIn(name);
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return ScriptReader.Read(utf8, name, folder: null);
    }

    public static bool HasMedia(string path) => Here.GetManifestResourceInfo(Media + Path.GetFileName(path)) is not null;

    public static Stream? OpenMedia(string path) => Here.GetManifestResourceStream(Media + Path.GetFileName(path));
}
