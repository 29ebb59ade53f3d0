using System.Text;
using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Every refusal of a message, worded as the API words it where its words are known (reference 1.4, 4.6).</summary>
static class ProtocolErrors
{
    const int MaxQuotedLength = 60;

    public static ProtocolException Malformed(string what, string path = "", Exception? cause = null) =>
        new(ProtocolFault.Malformed, path, $"Invalid JSON payload received. {what}", cause);

    public static ProtocolException Malformed(JsonException cause, string path) =>
        Malformed(cause.Message, path, cause);

    public static ProtocolException NotAnObject() => Malformed("Expected an object.");

    public static ProtocolException NotUtf8() => Malformed("The text is not UTF-8.");

    public static ProtocolException UnknownName(string name, string path) =>
        new(ProtocolFault.UnknownName, path, $"Invalid JSON payload received. Unknown name \"{Short(name)}\"{At(path)}: Cannot find field.") { Name = name };

    public static ProtocolException DuplicateName(string name, string path) =>
        new(ProtocolFault.DuplicateName, path, $"Invalid JSON payload received. Duplicate name \"{Short(name)}\"{At(path)}.") { Name = name };

    public static ProtocolException WrongValue(string path, string typeName, string found) =>
        new(ProtocolFault.WrongValue, path, $"Invalid value at '{path}' ({typeName}), {Short(found)}");

    public static ProtocolException BadBase64(string path) =>
        new(ProtocolFault.WrongValue, path, $"Invalid value at '{path}' (TYPE_BYTES), Base64 decoding failed");

    public static ProtocolException NotOneKind(string found) =>
        new(ProtocolFault.NotOneKind, "", $"A message carries exactly one of setup, clientContent, realtimeInput and toolResponse; found {found}.");

    /// <summary>The value at the reader, as a refusal may quote it.</summary>
    public static string Quote(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => $"\"{Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, MaxQuotedLength)])}\"",
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    static string At(string path) => path.Length > 0 ? $" at '{path}'" : "";

    static string Short(string text) => text.Length > MaxQuotedLength ? text[..MaxQuotedLength] + "…" : text;
}
