using System.Buffers;
using System.Text.Json;

namespace Cortex.Engines.Tools;

/// <summary>The answers that say why there is none.</summary>
internal static class ToolErrors
{
    public static JsonElement Unknown(string name) => Error($"there is no tool named {name}");

    public static JsonElement Failed(string name, string why) => Error($"{name} failed: {why}");

    public static JsonElement TimedOut(string name, TimeSpan limit) => Error($"{name} did not answer within {limit.TotalSeconds:0} s");

    public static JsonElement TooMany(int limit) => Error($"{limit} calls are running already; call again when one is answered");

    public static JsonElement Stale() => Error("the wearer cut in; the answer this call belongs to is over");

    public static JsonElement Error(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("error", text);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
