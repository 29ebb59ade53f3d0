using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Cortex.Live.Protocol;
using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Rest;

/// <summary>Reads bodies strictly and writes answers.</summary>
internal static class RestJson
{
    private const int MaxDepth = 64;
    private const string HalfPair = "An escape is half of a surrogate pair.";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole body as one object; duplicate names are refused at every depth.</summary>
    /// <exception cref="RestFault">400: it is no JSON object.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
            var document = await JsonDocument.ParseAsync(request.Body, options, cancellationToken).ConfigureAwait(false);
            var wrong = document.RootElement.ValueKind is JsonValueKind.Object ? FirstUnreadable(JsonMarshal.GetRawUtf8Value(document.RootElement)) : "Expected an object.";
            if (wrong is null)
            {
                return document;
            }

            document.Dispose();
            throw RestFault.Invalid("Invalid JSON payload received. " + wrong);
        }
        catch (JsonException fault)
        {
            throw RestFault.Invalid($"Invalid JSON payload received. {fault.Message}");
        }
        catch (InvalidOperationException)
        {
            // Names are compared as they are read, and half of a pair cannot be.
            throw RestFault.Invalid("Invalid JSON payload received. " + HalfPair);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            throw new RestFault(413, "INVALID_ARGUMENT", "Request payload size exceeds the limit of this server.");
        }
    }

    /// <summary>The contents at a path, read as strictly as those of the Live side, in both spellings.</summary>
    /// <param name="list">A list of contents, or one content.</param>
    /// <param name="path">What to call it in refusals.</param>
    /// <exception cref="RestFault">400, with the path.</exception>
    public static IReadOnlyList<Content> Contents(JsonElement list, string path)
    {
        var isList = list.ValueKind is JsonValueKind.Array;
        var body = Encoding.UTF8.GetBytes($$$"""{"clientContent":{"turns":{{{(isList ? "" : "[")}}}{{{list.GetRawText()}}}{{{(isList ? "" : "]")}}} } }""");
        return ((ClientContent)Read(body, isList ? "client_content.turns" : "client_content.turns[0]", path)).Turns;
    }

    /// <summary>The tools at a path, read as strictly as those of the Live side.</summary>
    /// <exception cref="RestFault">400, with the path.</exception>
    public static IReadOnlyList<Tool> Tools(JsonElement list, string path)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"setup":{"tools":{{{list.GetRawText()}}} } }""");
        return ((Setup)Read(body, "setup.tools", path)).Tools ?? [];
    }

    public static byte[] Bytes(Action<Utf8JsonWriter> write, bool indented)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
        {
            write(writer);
        }

        if (indented)
        {
            buffer.WriteByte((byte)'\n');
        }

        return buffer.ToArray();
    }

    // The parser takes any bytes between quotes for text, and whoever asks for that text later is thrown at.
    private static string? FirstUnreadable(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            return "The text is not UTF-8.";
        }

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.String or JsonTokenType.PropertyName, ValueIsEscaped: true })
                {
                    _ = reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            return HalfPair;
        }

        return null;
    }

    private static ClientMessage Read(byte[] body, string livePath, string path)
    {
        try
        {
            return new ClientMessageReader().Read(body);
        }
        catch (ProtocolException fault)
        {
            throw RestFault.Invalid(fault.Message.Replace(livePath, path, StringComparison.Ordinal));
        }
    }
}
