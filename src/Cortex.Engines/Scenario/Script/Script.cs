using System.Text.Json.Serialization;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Scenario;

/// <summary>
/// A conversation written down: what the model says, and what the wearer does. Plain data; the format is JSON with comments and
/// trailing commas, its schema <c>samples/scenarios/cortex-scenario.schema.json</c>.
/// </summary>
public sealed record Script
{
    /// <summary>Where an editor finds the schema; not used.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>What it is for, in a sentence.</summary>
    public string? About { get; init; }

    /// <summary>The language of its words, BCP-47; null: the voice's own.</summary>
    public string? Language { get; init; }

    /// <summary>The tools it calls.</summary>
    public IReadOnlyList<ScriptTool> Tools { get => field ?? []; init; }

    /// <summary>The turns, in order.</summary>
    public IReadOnlyList<ScriptTurn> Turns { get => field ?? []; init; }

    /// <summary>True: after the last turn the first comes again.</summary>
    public bool Loop { get; init; }

    /// <summary>What is said where no turn fits; null: a sentence that says so.</summary>
    public string? Otherwise { get; init; }

    /// <summary>Where the script was read from, for people.</summary>
    [JsonIgnore]
    public string Source { get => field ?? ""; init; }

    /// <summary>The folder its files are relative to; null for a script that is built in.</summary>
    [JsonIgnore]
    public string? Folder { get; init; }

    /// <summary>Its tools as a setup declares them.</summary>
    [JsonIgnore]
    public IReadOnlyList<FunctionDeclaration> Declarations => [.. Tools.Select(static tool => tool.Declare())];

    /// <summary>The names of the scripts that are built in.</summary>
    public static IReadOnlyList<string> BuiltInNames => BuiltInScripts.Names;

    /// <summary>A script that is built in, by its name.</summary>
    /// <exception cref="ScriptException">There is none of that name; says which there are.</exception>
    public static Script BuiltIn(string name) => BuiltInScripts.Read(name);

    /// <summary>A script from a file, or a built-in one where there is no such file.</summary>
    /// <exception cref="ScriptException">It cannot be read: says where, line and column included, and what was expected.</exception>
    public static Script Load(string pathOrName)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrName);
        return !File.Exists(pathOrName) && BuiltInScripts.Names.Contains(pathOrName) ? BuiltIn(pathOrName) : ScriptReader.ReadFile(pathOrName);
    }

    /// <summary>A script from its text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="source">Its name in messages.</param>
    /// <param name="folder">The folder its files are relative to, or null where it has none.</param>
    /// <exception cref="ScriptException">It cannot be read: says where, line and column included, and what was expected.</exception>
    public static Script Parse(ReadOnlyMemory<byte> utf8, string source, string? folder) => ScriptReader.Read(utf8, source, folder);

    /// <summary>A file the script names: a picture or a recording. For a built-in script it is built in too.</summary>
    /// <param name="path">As the script writes it.</param>
    /// <exception cref="ScriptException">It cannot be opened; says which.</exception>
    public Stream OpenFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Folder is null)
        {
            return BuiltInScripts.OpenMedia(path) ?? throw ScriptErrors.FileMissing(Source, path, null);
        }

        try
        {
            return File.OpenRead(Path.Combine(Folder, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ScriptErrors.FileMissing(Source, Path.Combine(Folder, path), e);
        }
    }
}
