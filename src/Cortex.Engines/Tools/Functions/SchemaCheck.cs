using System.Text.Json;

namespace Cortex.Engines.Tools;

/// <summary>Whether a schema of others can be declared: the model's server refuses a whole conversation for one that is broken.</summary>
internal static class SchemaCheck
{
    private const int MostBytes = 16 * 1024;
    private const int MostDepth = 16;

    /// <summary>What is wrong with the schema of a tool's arguments; null: nothing.</summary>
    public static string? Fault(JsonElement schema)
    {
        if (schema.ValueKind is not JsonValueKind.Object)
        {
            return "it is no object";
        }

        if (schema.GetRawText().Length > MostBytes)
        {
            return $"it is longer than {MostBytes / 1024} KB";
        }

        if (!schema.TryGetProperty("type", out var type) || type.ValueKind is not JsonValueKind.String || !type.ValueEquals("object"))
        {
            return "its type is not \"object\"";
        }

        return Fault(schema, 0);
    }

    /// <summary>Nothing is asked for: such a tool is declared without a schema.</summary>
    public static bool IsEmpty(JsonElement schema) =>
        !schema.TryGetProperty("properties", out var properties) || properties.ValueKind is not JsonValueKind.Object || !properties.EnumerateObject().Any();

    private static string? Fault(JsonElement schema, int depth)
    {
        if (depth > MostDepth)
        {
            return $"it is nested more than {MostDepth} deep";
        }

        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return null;
        }

        if (schema.ValueKind is not JsonValueKind.Object)
        {
            return "a schema in it is no object";
        }

        foreach (var member in schema.EnumerateObject())
        {
            if (Fault(member, depth) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? Fault(JsonProperty member, int depth) => member.Name switch
    {
        "type" => IsType(member.Value) ? null : "a type in it is no JSON type",
        "properties" or "$defs" or "definitions" or "patternProperties" => member.Value.ValueKind is not JsonValueKind.Object
            ? $"\"{member.Name}\" in it is no object"
            : First(member.Value.EnumerateObject().Select(static one => one.Value), depth),
        "items" when member.Value.ValueKind is not JsonValueKind.Array => Fault(member.Value, depth + 1),
        "additionalProperties" or "not" => Fault(member.Value, depth + 1),
        "items" or "prefixItems" or "anyOf" or "oneOf" or "allOf" => member.Value.ValueKind is not JsonValueKind.Array
            ? $"\"{member.Name}\" in it is no list"
            : First(member.Value.EnumerateArray(), depth),
        "required" or "enum" => member.Value.ValueKind is JsonValueKind.Array ? null : $"\"{member.Name}\" in it is no list",
        // What lies elsewhere is not fetched.
        "$ref" => member.Value.ValueKind is JsonValueKind.String && member.Value.GetString()!.StartsWith('#') ? null : "it refers to another document",
        _ => null,
    };

    private static string? First(IEnumerable<JsonElement> schemas, int depth) =>
        schemas.Select(schema => Fault(schema, depth + 1)).FirstOrDefault(static fault => fault is not null);

    private static bool IsType(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.String => type.GetString() is "object" or "array" or "string" or "number" or "integer" or "boolean" or "null",
        JsonValueKind.Array => type.EnumerateArray().All(static one => one.ValueKind is JsonValueKind.String && IsType(one)),
        _ => false,
    };
}
