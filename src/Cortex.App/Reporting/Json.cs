using System.Text.Json;

namespace Cortex.App.Reporting;

/// <summary>Reads what may be missing or another kind than it should be.</summary>
internal static class Json
{
    public static string Text(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    public static double Real(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : 0;

    public static long Number(JsonElement json, string name) => (long)Math.Clamp(Math.Round(Real(json, name)), -1e15, 1e15);

    public static bool Flag(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;

    public static bool Has(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out value);
    }

    /// <summary>The elements of a list; none where it is none.</summary>
    public static IEnumerable<JsonElement> List(JsonElement json, string name) =>
        Has(json, name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <summary>How many bytes a sound or a picture has, recorded or not.</summary>
    public static int MediaBytes(JsonElement media) =>
        Has(media, "data", out var data) && data.ValueKind is JsonValueKind.String
            ? (int)(data.GetString()!.Length / 4 * 3L)
            : (int)Math.Clamp(Number(media, "bytes"), 0, int.MaxValue);

    /// <summary>The bytes themselves; null where they were not recorded, or are damaged.</summary>
    public static byte[]? Media(JsonElement media) =>
        Has(media, "data", out var data) && data.ValueKind is JsonValueKind.String && data.TryGetBytesFromBase64(out var bytes) ? bytes : null;
}
