using System.Text;
using System.Text.Json;
using Cortex.Media.Models;

namespace Cortex.App.Models;

/// <summary>The list of models as one JSON object.</summary>
internal static class ModelsJson
{
    public static string Of(IReadOnlyList<LiveModel> models)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("models");
            foreach (var model in models)
            {
                writer.WriteStartObject();
                writer.WriteString("id", model.Id);
                writer.WriteString("name", model.Name);
                writer.WriteNumber("contextTokens", model.ContextTokens);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public static string Of(ModelStore store)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("folder", store.Folder);
            writer.WriteStartArray("models");
            foreach (var model in ModelManifest.Entries)
            {
                writer.WriteStartObject();
                writer.WriteString("name", model.Name);
                writer.WriteString("what", model.What);
                writer.WriteString("licence", model.Licence);
                writer.WriteString("source", model.Source.ToString());
                writer.WriteString("state", store.StateOf(model).ToString().ToLowerInvariant());
                writer.WriteNumber("knownBytes", model.KnownBytes);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
