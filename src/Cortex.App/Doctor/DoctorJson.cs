using System.Text;
using System.Text.Json;

namespace Cortex.App.Doctor;

/// <summary>The findings as one JSON object.</summary>
internal static class DoctorJson
{
    public static string Of(IReadOnlyList<Finding> findings)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("isWell", !findings.Any(static finding => finding.Health is Health.Broken));
            writer.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                Write(writer, finding);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("subject", finding.Subject);
        writer.WriteString("health", finding.Health.ToString().ToLowerInvariant());
        writer.WriteString("words", finding.Words);
        writer.WriteString("remedy", finding.Remedy);
        writer.WriteStartObject("figures");
        foreach (var (name, value) in finding.Figures)
        {
            writer.WriteNumber(name, Math.Round(value, 2));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
