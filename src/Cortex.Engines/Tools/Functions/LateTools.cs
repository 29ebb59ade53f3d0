using System.Text.Json;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>
/// The way to tools whose server was not ready when the conversation began: a setup cannot be changed any more, and no conversation waits
/// for a server. <c>more_tools</c> tells what has come since, <c>use_tool</c> calls it.
/// </summary>
internal static class LateTools
{
    public const string List = "more_tools";
    public const string Use = "use_tool";

    public static readonly IReadOnlyList<string> Names = [List, Use];

    public static IReadOnlyList<FunctionDeclaration> Declarations { get; } =
    [
        new()
        {
            Name = List,
            Description = "Tools that have become available since this conversation began, with their arguments, and what is not available yet. "
                + "Ask it when the wearer wants something that no other tool can do.",
        },
        new()
        {
            Name = Use,
            Description = $"Calls a tool that {List} has named.",
            ParametersJsonSchema = JsonElement.Parse("""
                {"type":"object","properties":{"name":{"type":"string","description":"the tool's name"},"arguments":{"type":"object","description":"its arguments"}},"required":["name"]}
                """),
        },
    ];

    /// <summary>What there is.</summary>
    public static JsonElement Tell(IReadOnlyList<OfferedTool> tools, IReadOnlyList<IToolServer> servers, int most) => ToolResult.Json(writer =>
    {
        var room = most;
        var leftOut = 0;
        writer.WriteStartObject();
        writer.WriteStartObject("output");
        writer.WriteStartArray("tools");
        foreach (var declaration in tools.Select(static tool => tool.Declaration))
        {
            var size = declaration.Name.Length + (declaration.Description?.Length ?? 0) + (declaration.ParametersJsonSchema?.GetRawText().Length ?? 0);
            if (size > room)
            {
                leftOut++;
                continue;
            }

            room -= size;
            writer.WriteStartObject();
            writer.WriteString("name", declaration.Name);
            writer.WriteString("description", declaration.Description);
            if (declaration.ParametersJsonSchema is { } schema)
            {
                writer.WritePropertyName("arguments");
                schema.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("not_available");
        foreach (var server in servers.Where(static server => server.Absence is not null))
        {
            writer.WriteStringValue($"{server.Name}: {server.Absence}");
        }

        writer.WriteEndArray();
        if (leftOut > 0)
        {
            writer.WriteString("note", $"{leftOut} more tools are left out for their length");
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The call that is meant; null: it names none.</summary>
    public static FunctionCall? Meant(FunctionCall call) =>
        call.Args is { ValueKind: JsonValueKind.Object } arguments && arguments.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String
            ? new FunctionCall { Id = call.Id, Name = name.GetString()!, Args = arguments.TryGetProperty("arguments", out var inner) ? inner : null }
            : null;
}
