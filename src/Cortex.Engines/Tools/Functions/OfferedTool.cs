using System.Text.Json;
using Cortex.Live.Protocol;
using Microsoft.Extensions.AI;

namespace Cortex.Engines.Tools;

/// <summary>A function as the model is told of it.</summary>
/// <param name="Name">The name the model calls it by.</param>
/// <param name="Function">What runs.</param>
/// <param name="Asks">The wearer is asked before it runs.</param>
internal sealed record OfferedTool(string Name, AIFunction Function, bool Asks)
{
    /// <summary>The argument by which a model says that the wearer has agreed.</summary>
    public const string Confirmed = "confirmed";

    private const int MostDescription = 1024;

    /// <summary>As it stands in the setup.</summary>
    public FunctionDeclaration Declaration => new()
    {
        Name = Name,
        Description = ToolText.Clean(Function.Description, MostDescription)
            + (Asks ? " The wearer must agree first: the first call only asks; call again with confirmed true once they have said yes." : ""),
        ParametersJsonSchema = Asks ? WithConfirmed(Function.JsonSchema) : SchemaCheck.IsEmpty(Function.JsonSchema) ? null : Function.JsonSchema,
    };

    private static JsonElement WithConfirmed(JsonElement schema) => ToolResult.Json(writer =>
    {
        writer.WriteStartObject();
        foreach (var member in schema.EnumerateObject())
        {
            if (!member.NameEquals("properties") && !member.NameEquals("type"))
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (!property.NameEquals(Confirmed))
                {
                    property.WriteTo(writer);
                }
            }
        }

        writer.WriteStartObject(Confirmed);
        writer.WriteString("type", "boolean");
        writer.WriteString("description", "true: the wearer was asked and has said yes since");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
