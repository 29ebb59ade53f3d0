using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Engines.Scenario;

/// <summary>Reads what is said: a text in quotes, or an object.</summary>
public sealed class SayConverter : JsonConverter<ScriptSay>
{
    internal const string Expected = "a text in quotes, or an object with text, wav, toneHz and toneMs, pauseMs or stallMs";

    /// <inheritdoc />
    public override ScriptSay Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            return new ScriptSay { Text = reader.GetString() };
        }

        var say = reader.TokenType is JsonTokenType.StartObject ? ReadObject(ref reader) : throw new JsonException($"expected is {Expected}.");
        return new ScriptSay
        {
            Text = say.Text,
            Wav = say.Wav,
            ToneHz = say.ToneHz,
            ToneMs = say.ToneMs,
            PauseMs = say.PauseMs,
            StallMs = say.StallMs,
        };
    }

    // The reader inside counts lines and names its path from here; who reads the whole puts both paths together.
    private static SayObject ReadObject(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, ScriptJson.Default.SayObject)!;
        }
        catch (JsonException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ScriptSay value, JsonSerializerOptions options) =>
        throw new NotSupportedException("scripts are only read");
}
