using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cortex.Engines.Scenario;

/// <summary>What belongs at a place of a script, in words for people.</summary>
internal static class ScriptShape
{
    /// <summary>What was expected at a path, or null where the shape does not tell.</summary>
    public static string? Expected(string path)
    {
        JsonTypeInfo? info = ScriptJson.Default.Script;
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

    // What is said has two forms; the names are those of the long one.
    private static JsonTypeInfo? Info(Type type) => ScriptJson.Default.GetTypeInfo(type == typeof(ScriptSay) ? typeof(SayObject) : type);

    private static string Names(JsonTypeInfo info) =>
        info.Kind is JsonTypeInfoKind.Object ? string.Join(", ", info.Properties.Select(static property => property.Name)) : "";

    private static string Describe(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return type == typeof(string) ? "a text in quotes"
            : type == typeof(int) ? "a whole number"
            : type == typeof(bool) ? "true or false"
            : info.Kind is JsonTypeInfoKind.Enumerable ? $"a list, [ … ], each {Describe(Info(info.ElementType!)!)}"
            : type == typeof(SayObject) ? SayConverter.Expected
            : type == typeof(JsonElement) ? "any JSON value"
            : $"an object, {{ … }}, with some of {Names(info)}";
    }
}
