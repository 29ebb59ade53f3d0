using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Rest;

/// <summary><c>GET models</c> with paging, and <c>GET models/{id}</c> (reference 7.5).</summary>
internal static class ModelList
{
    private const int DefaultPage = 50;
    private const int MaxPage = 1_000;

    /// <exception cref="RestFault">400: a page that does not exist.</exception>
    public static byte[] Page(IQueryCollection query)
    {
        var size = Number(query["pageSize"], "page_size") ?? DefaultPage;
        size = size == 0 ? DefaultPage : Math.Min(size, MaxPage);
        var start = Start(query["pageToken"]);
        var end = Math.Min(start + size, HttpModels.All.Count);
        return RestJson.Bytes(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("models");
                for (var index = start; index < end; index++)
                {
                    Write(writer, HttpModels.All[index]);
                }

                writer.WriteEndArray();
                if (end < HttpModels.All.Count)
                {
                    writer.WriteString("nextPageToken", Convert.ToBase64String(Encoding.ASCII.GetBytes($"models:{end}")));
                }

                writer.WriteEndObject();
            },
            indented: true);
    }

    /// <exception cref="RestFault">404.</exception>
    public static byte[] One(RestRoute route)
    {
        var model = HttpModels.Find(route.Id) ?? throw new RestFault(404, "NOT_FOUND", $"Model is not found: models/{route.Id} for api version {route.Version}");
        return RestJson.Bytes(writer => Write(writer, model), indented: true);
    }

    private static void Write(Utf8JsonWriter writer, HttpModel model)
    {
        writer.WriteStartObject();
        writer.WriteString("name", $"models/{model.Id}");
        writer.WriteString("version", "001");
        writer.WriteString("displayName", model.DisplayName);
        writer.WriteNumber("inputTokenLimit", model.InputTokens);
        writer.WriteNumber("outputTokenLimit", model.OutputTokens);
        writer.WriteStartArray("supportedGenerationMethods");
        foreach (var method in model.Methods)
        {
            writer.WriteStringValue(method);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static int? Number(string? text, string path) =>
        string.IsNullOrEmpty(text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw RestFault.WrongValue(path, "TYPE_INT32", $"\"{text}\"");

    private static int Start(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return 0;
        }

        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length).Split(':') is ["models", var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && start < HttpModels.All.Count
                ? start
                : throw RestFault.Invalid("Invalid page token.");
    }
}
