using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cortex.Engines.Written;

/// <summary>
/// The shape of a JSON file that people write, told to them: what is wrong with theirs, where, and what belongs there.
/// </summary>
/// <param name="root">The whole file's type, as it is read.</param>
/// <param name="noun">What the file is, for sentences: <c>the scenario</c>.</param>
public sealed class WrittenShape(JsonTypeInfo root, string noun)
{
    /// <summary>Another type whose names stand for a type with a converter of its own.</summary>
    public Func<Type, Type> StandIn { get; init; } = static type => type;

    /// <summary>Words for a type that has some of its own, or null.</summary>
    public Func<Type, string?> Words { get; init; } = static _ => null;

    /// <summary>A wrong value at a place that is known by its path.</summary>
    /// <param name="utf8">The file's text.</param>
    /// <param name="path">Such as <c>$.turns[2].say</c>.</param>
    /// <param name="what">What is wrong, what was expected.</param>
    public (int Line, int Column, string What) At(ReadOnlySpan<byte> utf8, string path, string what)
    {
        var (line, column) = JsonPlace.Find(utf8, path) ?? (1, 1);
        return (line, column, $"{Readable(path)}: {what}");
    }

    /// <summary>What the JSON reader found, in words for people.</summary>
    public (int Line, int Column, string What) Explain(ReadOnlySpan<byte> utf8, JsonException e)
    {
        ArgumentNullException.ThrowIfNull(e);
        var line = (int)(e.LineNumber ?? 0) + 1;
        var column = (int)(e.BytePositionInLine ?? 0) + 1;
        var path = e.Path ?? "$";
        if (e.InnerException is JsonException { Path: { } inside })
        {
            path += inside[1..];
        }
        else if (e.InnerException is JsonException syntax)
        {
            return (line, column, "this is not JSON: " + Sentence(syntax.Message));
        }

        if (e.Message.StartsWith("Duplicate property", StringComparison.Ordinal))
        {
            return (line, column, $"{Readable(path)}: is there twice; write it once.");
        }

        (line, column) = JsonPlace.Find(utf8, path) ?? (line, column);
        const string Missing = "required properties including: ";
        var missing = e.Message.IndexOf(Missing, StringComparison.Ordinal);
        return (line, column, $"{Readable(path)}: {(missing < 0 ? Expected(path) ?? Sentence(e.Message) : "lacks " + Sentence(e.Message)[(missing + Missing.Length)..])}");
    }

    private string? Expected(string path)
    {
        JsonTypeInfo? info = root;
        foreach (var step in JsonPlace.Steps(path))
        {
            if (info is null)
            {
                return null;
            }

            if (info.Kind is JsonTypeInfoKind.Enumerable)
            {
                info = Info(info.ElementType!);
                continue;
            }

            var names = Names(info);
            var member = info.Properties.FirstOrDefault(property => property.Name == step);
            if (member is null)
            {
                return names.Length == 0 ? null : $"this name is not known here; known are {names}.";
            }

            info = Info(member.PropertyType);
        }

        return info is null ? null : $"expected is {Describe(info)}.";
    }

    private string Describe(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return Words(type) ?? (
            type == typeof(string) ? "a text in quotes"
            : type == typeof(int) ? "a whole number"
            : type == typeof(double) ? "a number"
            : type == typeof(bool) ? "true or false"
            : info.Kind is JsonTypeInfoKind.Enumerable ? $"a list, [ … ], each {Describe(Info(info.ElementType!)!)}"
            : type == typeof(JsonElement) ? "any JSON value"
            : $"an object, {{ … }}, with some of {Names(info)}");
    }

    private JsonTypeInfo? Info(Type type) => root.Options.TryGetTypeInfo(StandIn(type), out var info) ? info : null;

    private static string Names(JsonTypeInfo info) =>
        info.Kind is JsonTypeInfoKind.Object ? string.Join(", ", info.Properties.Select(static property => property.Name)) : "";

    private string Readable(string path) => path.Length > 2 ? path[2..] : noun;

    // The reader's own words end with the place, which stands at the front here.
    private static string Sentence(string message)
    {
        foreach (var tail in (ReadOnlySpan<string>)[" LineNumber:", " Path:"])
        {
            var at = message.IndexOf(tail, StringComparison.Ordinal);
            message = at > 0 ? message[..at] : message;
        }

        return message;
    }
}
