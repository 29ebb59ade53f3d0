using System.Text.Json;
using Cortex.Live.Protocol;

namespace Cortex.Server.Rest;

/// <summary>Writes answers of <c>generateContent</c> (reference 7.1): whole ones, and slices of a stream.</summary>
internal sealed class GenerateWriter(string model, string responseId)
{
    /// <summary>One answer or slice; finish reason and usage are in the last only.</summary>
    public void Write(Utf8JsonWriter writer, IReadOnlyList<Action<Utf8JsonWriter>> parts, string? finishReason, GenerateUsage? usage)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("candidates");
        writer.WriteStartObject();
        writer.WriteStartObject("content");
        writer.WriteStartArray("parts");
        foreach (var part in parts)
        {
            writer.WriteStartObject();
            part(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("role", "model");
        writer.WriteEndObject();
        if (finishReason is not null)
        {
            writer.WriteString("finishReason", finishReason);
        }

        writer.WriteNumber("index", 0);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (usage is { } used)
        {
            Write(writer, used);
        }

        writer.WriteString("modelVersion", model);
        writer.WriteString("responseId", responseId);
        writer.WriteEndObject();
    }

    public static Action<Utf8JsonWriter> Text(string text) => writer => writer.WriteString("text", text);

    public static Action<Utf8JsonWriter> Sound(string mimeType, ReadOnlyMemory<byte> bytes) => writer =>
    {
        writer.WriteStartObject("inlineData");
        writer.WriteString("mimeType", mimeType);
        writer.WriteBase64String("data", bytes.Span);
        writer.WriteEndObject();
    };

    public static Action<Utf8JsonWriter> Call(FunctionCall call) => writer =>
    {
        writer.WriteStartObject("functionCall");
        if (call.Id is { Length: > 0 } id)
        {
            writer.WriteString("id", id);
        }

        writer.WriteString("name", call.Name);
        writer.WritePropertyName("args");
        if (call.Args is { } args)
        {
            args.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    };

    private static void Write(Utf8JsonWriter writer, GenerateUsage usage)
    {
        writer.WriteStartObject("usageMetadata");
        writer.WriteNumber("promptTokenCount", usage.PromptTokens);
        writer.WriteNumber("candidatesTokenCount", usage.AnswerTokens);
        writer.WriteNumber("totalTokenCount", usage.PromptTokens + usage.AnswerTokens);
        writer.WriteStartArray("promptTokensDetails");
        Detail(writer, "TEXT", usage.TextTokens);
        Detail(writer, "IMAGE", usage.ImageTokens);
        Detail(writer, "AUDIO", usage.AudioTokens);
        writer.WriteEndArray();
        writer.WriteStartArray("candidatesTokensDetails");
        Detail(writer, usage.AnswerModality, usage.AnswerTokens);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Detail(Utf8JsonWriter writer, string modality, int tokens)
    {
        if (tokens > 0)
        {
            writer.WriteStartObject();
            writer.WriteString("modality", modality);
            writer.WriteNumber("tokenCount", tokens);
            writer.WriteEndObject();
        }
    }
}
