using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cortex.Engines.Scenario;

namespace Cortex.Engines.Tests.Scenario;

/// <summary>The published schema and the reader accept the same.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Samples.Path("cortex-scenario.schema.json"))).RootElement;

    public static TheoryData<string, string> Objects => new()
    {
        { "", nameof(Script) },
        { "tool", nameof(ScriptTool) },
        { "when", nameof(ScriptWhen) },
        { "wearer", nameof(ScriptWearer) },
        { "say", nameof(SayObject) },
        { "call", nameof(ScriptCall) },
        { "end", nameof(ScriptEnd) },
        { "close", nameof(ScriptClose) },
        { "reply", nameof(ScriptReply) },
        { "turn", nameof(ScriptTurn) },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void An_object_has_the_same_names_and_kinds_in_both(string definition, string type)
    {
        var properties = Definition(definition).GetProperty("properties").EnumerateObject().ToDictionary(static one => one.Name, static one => Kind(one.Value));
        var read = Type(type).Properties.Where(static one => one.Get is not null || one.Set is not null).ToDictionary(static one => one.Name, static one => Kind(one.PropertyType));
        Assert.Equal(read.OrderBy(static one => one.Key, StringComparer.Ordinal), properties.OrderBy(static one => one.Key, StringComparer.Ordinal));
        Assert.False(Definition(definition).GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void Every_shipped_scenario_obeys_it()
    {
        foreach (var file in Directory.EnumerateFiles(Samples.Folder, "*.json").Where(static file => !file.EndsWith("schema.json", StringComparison.Ordinal)))
        {
            using var script = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            Assert.Null(Fault(script.RootElement, Schema, Path.GetFileName(file)));
        }
    }

    [Theory]
    [InlineData("""{ "name": "", "turns": [{}] }""")]
    [InlineData("""{ "name": "x", "turns": [] }""")]
    [InlineData("""{ "turns": [{}] }""")]
    [InlineData("""{ "name": "x" }""")]
    [InlineData("""{ "name": "x", "turns": [{ "afterMs": -1 }] }""")]
    [InlineData("""{ "name": "x", "turns": [{ "afterMs": 600001 }] }""")]
    [InlineData("""{ "name": "x", "turns": [{ "afterMs": 1.5 }] }""")]
    [InlineData("""{ "name": "x", "turns": [{ "say": [{ "toneHz": 19 }] }] }""")]
    [InlineData("""{ "name": "x", "turns": [{ "say": [{ "toneHz": 11001 }] }] }""")]
    [InlineData("""{ "name": "x", "turns": [{ "say": "a" }] }""")]
    [InlineData("""{ "name": "x", "turns": [{ "loud": true }] }""")]
    [InlineData("""{ "name": "x", "turns": [{ "end": { "close": { "code": 999 } } }] }""")]
    [InlineData("""{ "name": "x", "turns": [{ "end": { "close": { "code": 5000 } } }] }""")]
    [InlineData("""{ "name": "x", "turns": [{}], "tools": [{ "name": "t", "behavior": "SLOW" }] }""")]
    [InlineData("""{ "name": "x", "turns": [{}], "tools": [{ "name": "t", "scheduling": "NOW" }] }""")]
    [InlineData("""{ "name": "x", "turns": [{}], "tools": [{ "name": "t", "answer": 5 }] }""")]
    [InlineData("""{ "name": "x", "turns": [{}], "tools": [{ "name": "" }] }""")]
    [InlineData("""{ "name": "x", "turns": [{ "call": [{ "name": "t", "args": [] }] }], "tools": [{ "name": "t" }] }""")]
    [InlineData("""{ "name": "x", "turns": [{ "when": { "words": "bus" } }] }""")]
    public void What_one_refuses_the_other_refuses_too(string text)
    {
        Assert.Throws<ScriptException>(() => Script.Parse(Encoding.UTF8.GetBytes(text), "x", null));
        Assert.NotNull(Fault(JsonDocument.Parse(text).RootElement, Schema, "x"));
    }

    private static JsonElement Definition(string name) => name switch
    {
        "" => Schema,
        "say" => Schema.GetProperty("$defs").GetProperty("say").GetProperty("oneOf")[1],
        "close" => Definition("end").GetProperty("properties").GetProperty("close"),
        _ => Schema.GetProperty("$defs").GetProperty(name),
    };

    private static JsonTypeInfo Type(string name) => ScriptJson.Default.GetTypeInfo(
        typeof(Script).Assembly.GetType("Cortex.Engines.Scenario." + name)!)!;

    private static string Kind(JsonElement schema)
    {
        schema = Resolve(schema);
        return schema.TryGetProperty("type", out var type) ? type.GetString()! : schema.TryGetProperty("enum", out _) ? "string" : "any";
    }

    private static string Kind(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? "string"
            : type == typeof(int) ? "integer"
            : type == typeof(bool) ? "boolean"
            : type != typeof(JsonElement) && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? "array"
            : "object";
    }

    private static JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var to) ? Definition(to.GetString()!["#/$defs/".Length..]) : schema;

    // As much of JSON Schema as this one uses.
    private static string? Fault(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("oneOf", out var ways))
        {
            return ways.EnumerateArray().Count(way => Fault(value, way, at) is null) == 1 ? null : $"{at}: fits none, or more than one";
        }

        if (schema.TryGetProperty("$ref", out var to))
        {
            return Fault(value, Schema.GetProperty("$defs").GetProperty(to.GetString()!["#/$defs/".Length..]), at);
        }

        if (schema.TryGetProperty("enum", out var allowed))
        {
            return allowed.EnumerateArray().Any(one => one.ValueEquals(value.GetString())) ? null : $"{at}: not allowed";
        }

        return schema.GetProperty("type").GetString() switch
        {
            "string" => value.ValueKind is JsonValueKind.String && (!schema.TryGetProperty("minLength", out var least) || value.GetString()!.Length >= least.GetInt32()) ? null : $"{at}: no text",
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : $"{at}: neither true nor false",
            "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number)
                && (!schema.TryGetProperty("minimum", out var minimum) || number >= minimum.GetInt32())
                && (!schema.TryGetProperty("maximum", out var maximum) || number <= maximum.GetInt32()) ? null : $"{at}: no number in its range",
            "array" => value.ValueKind is not JsonValueKind.Array || (schema.TryGetProperty("minItems", out var items) && value.GetArrayLength() < items.GetInt32())
                ? $"{at}: no list, or too short"
                : value.EnumerateArray().Select((one, i) => Fault(one, schema.GetProperty("items"), $"{at}[{i}]")).FirstOrDefault(static fault => fault is not null),
            _ => Object(value, schema, at),
        };
    }

    private static string? Object(JsonElement value, JsonElement schema, string at)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            return $"{at}: no object";
        }

        var missing = schema.TryGetProperty("required", out var required)
            ? required.EnumerateArray().FirstOrDefault(name => !value.TryGetProperty(name.GetString()!, out _))
            : default;
        if (missing.ValueKind is JsonValueKind.String)
        {
            return $"{at}: {missing} is missing";
        }

        if (!schema.TryGetProperty("properties", out var known))
        {
            return null;
        }

        return value.EnumerateObject()
            .Select(one => known.TryGetProperty(one.Name, out var rule) ? Fault(one.Value, rule, $"{at}.{one.Name}") : $"{at}.{one.Name}: not known")
            .FirstOrDefault(static fault => fault is not null);
    }
}
