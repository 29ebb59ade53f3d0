using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>What an MCP server answered, as words or as an object for the model.</summary>
internal static class McpResults
{
    private const int MostFault = 1000;

    /// <summary>Reads it.</summary>
    /// <exception cref="ToolFailedException">The server says that the tool failed.</exception>
    public static JsonElement Read(CallToolResult result, SecretMask secrets)
    {
        var words = new StringBuilder();
        var leftOut = new List<string>();
        foreach (var block in result.Content)
        {
            if (block is TextContentBlock text)
            {
                words.Append(words.Length > 0 ? "\n" : "").Append(text.Text);
            }
            else if (block is EmbeddedResourceBlock { Resource: TextResourceContents resource })
            {
                words.Append(words.Length > 0 ? "\n" : "").Append(resource.Text);
            }
            else
            {
                leftOut.Add(block.Type);
            }
        }

        var said = secrets.Hide(words.ToString());
        if (result.IsError is true)
        {
            throw new ToolFailedException(said.Length > 0 ? ToolText.Clean(said, MostFault) : "it says no reason");
        }

        if (result.StructuredContent is { ValueKind: JsonValueKind.Object } structured && secrets.Hide(structured.GetRawText()) is var raw)
        {
            return JsonElement.Parse(raw);
        }

        return leftOut.Count is 0
            ? ToolResult.Json(writer => writer.WriteStringValue(said))
            : ToolResult.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("text", said);
                writer.WriteString("note", $"left out, only words can be passed on: {ToolText.Clean(string.Join(", ", leftOut.Distinct()), 100)}");
                writer.WriteEndObject();
            });
    }
}
