using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>
/// Reads a message of no known kind: <c>{"error": {code, message, status}}</c>, or the same without its wrapping, or something new.
/// The exact form of errors is not certain (reference section 3), so each field is taken only where its type fits.
/// </summary>
static class ServerErrorReader
{
    public static ServerMessage ReadErrorOrUnknown(ReadOnlySpan<byte> utf8)
    {
        var raw = JsonElement.Parse(utf8);
        if (raw.TryGetProperty("error"u8, out var error) && error.ValueKind is not JsonValueKind.Null)
        {
            return ErrorOf(error);
        }

        return raw.TryGetProperty("code"u8, out var code) && code.ValueKind is not JsonValueKind.Null
            ? ErrorOf(raw)
            : new UnknownServerMessage { Raw = raw };
    }

    static ServerError ErrorOf(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => new ServerError { Message = error.GetString() },
        JsonValueKind.Object => new ServerError
        {
            Code = error.TryGetProperty("code"u8, out var code) && code.ValueKind is JsonValueKind.Number && code.TryGetInt32(out var number) ? number : null,
            Message = TextOf(error, "message"u8),
            Status = TextOf(error, "status"u8) ?? TextOf(error, "code"u8),
        },
        _ => new ServerError { Message = error.GetRawText() },
    };

    static string? TextOf(JsonElement error, ReadOnlySpan<byte> name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
