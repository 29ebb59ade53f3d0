using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Media.Audio;

namespace Cortex.Engines.Http;

/// <summary>Speaks with a speech model over HTTP (reference 7.3).</summary>
internal sealed class ModelVoice(GenerateClient client, string model, TimeSpan limit)
{
    /// <summary>Speaks.</summary>
    /// <param name="text">Read verbatim by the newer models.</param>
    /// <param name="voice">The voice's name.</param>
    /// <param name="language">BCP-47, or null for the model's own choice.</param>
    /// <param name="cancellationToken">Stops speaking.</param>
    /// <returns>The sound, 24 kHz, mono, 16 bits little-endian, and what it cost.</returns>
    /// <exception cref="BrainException">There is none; says why.</exception>
    public async Task<(byte[] Pcm, GenerateReply.Usage? Usage)> SpeakAsync(string text, string voice, string? language, CancellationToken cancellationToken)
    {
        var reply = await client.AskAsync(model, Body(text, voice, language), limit, cancellationToken).ConfigureAwait(false);
        if (reply.Pieces.FirstOrDefault(static piece => piece.InlineData is not null)?.InlineData is not { Data: { Length: > 0 } data } sound)
        {
            throw HttpFailures.Unusable($"{model} answered without sound ({reply.FinishReason ?? reply.PromptFeedback?.BlockReason ?? "no reason"})");
        }

        try
        {
            return (SpeechSound.ToPcm(data, sound.MimeType), reply.UsageMetadata);
        }
        catch (AudioFileException exception)
        {
            throw HttpFailures.Unusable($"{model} answered with sound that cannot be read: {exception.Message}", exception);
        }
    }

    private static byte[] Body(string text, string voice, string? language)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("contents");
            writer.WriteStartObject();
            writer.WriteString("role", "user");
            writer.WriteStartArray("parts");
            writer.WriteStartObject();
            writer.WriteString("text", text);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartObject("generationConfig");
            writer.WriteStartArray("responseModalities");
            writer.WriteStringValue("AUDIO");
            writer.WriteEndArray();
            writer.WriteStartObject("speechConfig");
            writer.WriteStartObject("voiceConfig");
            writer.WriteStartObject("prebuiltVoiceConfig");
            writer.WriteString("voiceName", voice);
            writer.WriteEndObject();
            writer.WriteEndObject();
            if (language is not null)
            {
                writer.WriteString("languageCode", language);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
