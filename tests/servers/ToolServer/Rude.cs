using System.Text.Json;
using System.Text.Json.Nodes;

/// <summary>A server that takes what it is given: lines without an end, changes without an end, pages without an end.</summary>
internal static class Rude
{
    private static readonly Stream Out = Console.OpenStandardOutput();

    public static void Serve(string mode)
    {
        if (mode is "line")
        {
            var piece = new byte[1024 * 1024];
            Array.Fill(piece, (byte)'x');
            for (var i = 0; i < 64; i++)
            {
                Out.Write(piece);
            }

            Thread.Sleep(Timeout.Infinite);
        }

        if (mode is "errors")
        {
            var error = Console.OpenStandardError();
            var piece = new byte[1024 * 1024];
            for (var i = 0; i < 16; i++)
            {
                error.Write(piece);
            }
        }

        var listed = 0;
        while (Console.In.ReadLine() is { } line)
        {
            var message = JsonNode.Parse(line)!;
            switch ((string?)message["method"])
            {
                case "initialize":
                    var version = (string?)message["params"]!["protocolVersion"];
                    Answer(message, new JsonObject { ["protocolVersion"] = version, ["capabilities"] = new JsonObject { ["tools"] = new JsonObject { ["listChanged"] = true } }, ["serverInfo"] = new JsonObject { ["name"] = "rude", ["version"] = "1" } });
                    break;
                case "tools/list":
                    listed++;
                    var tools = new JsonArray([.. Enumerable.Range(0, mode is "many" ? 500 : 1).Select(i => Tool($"listed_{listed}" + (mode is "many" ? "_" + i : "")))]);
                    Answer(message, mode is "many" or "pages" ? new JsonObject { ["tools"] = tools, ["nextCursor"] = "next" + listed } : new JsonObject { ["tools"] = tools });
                    for (var i = 0; mode is "changes" && i < 100; i++)
                    {
                        Say(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/tools/list_changed" });
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static JsonNode Tool(string name) => JsonNode.Parse($$$"""{"name":"{{{name}}}","inputSchema":{"type":"object"},"annotations":{"readOnlyHint":true}}""")!;

    private static void Answer(JsonNode request, JsonObject result) => Say(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = request["id"]!.DeepClone(), ["result"] = result });

    private static void Say(JsonObject message)
    {
        using var writer = new Utf8JsonWriter(Out);
        message.WriteTo(writer);
        writer.Flush();
        Out.WriteByte((byte)'\n');
        Out.Flush();
    }
}
