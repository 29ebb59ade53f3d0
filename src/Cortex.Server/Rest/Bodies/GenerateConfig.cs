using System.Text.Json;
using Cortex.Server.Rules;
using Cortex.Server.Tokens;

namespace Cortex.Server.Rest;

/// <summary>What of <c>generationConfig</c> this server acts on; the other fields of the API are known and have no effect.</summary>
internal sealed record GenerateConfig
{
    private const string Path = "generation_config";

    public IReadOnlyList<string> Modalities { get; private init; } = ["TEXT"];

    public int? MaxOutputTokens { get; private init; }

    public string? LanguageCode { get; private init; }

    public string? Voice { get; private init; }

    /// <summary>temperature, topP or topK was given.</summary>
    public bool Samples { get; private init; }

    /// <exception cref="RestFault">400.</exception>
    public static GenerateConfig Read(JsonElement body)
    {
        var config = new GenerateConfig();
        foreach (var (name, value) in Fields(body, Path))
        {
            config = name switch
            {
                "responseModalities" => config with { Modalities = Names(value, $"{Path}.response_modalities") },
                "maxOutputTokens" => config with { MaxOutputTokens = Tokens(value) },
                "temperature" or "topP" or "topK" => config with { Samples = Number(value, $"{Path}.{name}") },
                "speechConfig" => Speech(config, value),
                "candidateCount" or "stopSequences" or "responseMimeType" or "responseSchema" or "responseJsonSchema" or "seed"
                    or "presencePenalty" or "frequencyPenalty" or "responseLogprobs" or "logprobs" or "thinkingConfig"
                    or "mediaResolution" or "imageConfig" or "enableEnhancedCivicAnswers" => config,
                _ => throw RestFault.UnknownName(name, Path),
            };
        }

        return config;
    }

    private static GenerateConfig Speech(GenerateConfig config, JsonElement body)
    {
        var names = new List<string>();
        foreach (var (name, value) in Fields(body, $"{Path}.speech_config"))
        {
            names.Add(name);
            config = name switch
            {
                "languageCode" when value.ValueKind is JsonValueKind.String => config with { LanguageCode = value.GetString() },
                "voiceConfig" => config with { Voice = VoiceOf(value) },
                "multiSpeakerVoiceConfig" => config,
                _ => throw RestFault.UnknownName(name, $"{Path}.speech_config"),
            };
        }

        return names.Contains("voiceConfig") && names.Contains("multiSpeakerVoiceConfig")
            ? throw RestFault.Invalid("Request contains an invalid argument: voice_config and multi_speaker_voice_config exclude each other.")
            : config;
    }

    private static string? VoiceOf(JsonElement body)
    {
        foreach (var (name, value) in Fields(body, $"{Path}.speech_config.voice_config"))
        {
            if (name is "voice" && value.ValueKind is JsonValueKind.String)
            {
                return value.GetString();
            }

            if (name is not "prebuiltVoiceConfig")
            {
                throw RestFault.UnknownName(name, $"{Path}.speech_config.voice_config");
            }

            foreach (var (field, voice) in Fields(value, $"{Path}.speech_config.voice_config.prebuilt_voice_config"))
            {
                return field is not "voiceName" || voice.ValueKind is not JsonValueKind.String
                    ? throw RestFault.UnknownName(field, $"{Path}.speech_config.voice_config.prebuilt_voice_config")
                    : VoiceNames.Contains(voice.GetString()!)
                        ? voice.GetString()
                        : throw RestFault.Invalid($"Voice name {voice.GetString()} is not supported.");
            }
        }

        return null;
    }

    private static IEnumerable<(string Name, JsonElement Value)> Fields(JsonElement body, string path) =>
        body.ValueKind is JsonValueKind.Object
            ? body.EnumerateObject().Select(static property => (JsonNames.Camel(property.Name), property.Value))
            : throw RestFault.WrongValue(path, "an object", body.GetRawText());

    private static IReadOnlyList<string> Names(JsonElement value, string path) =>
        value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind is JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(static item => item.GetString()!.ToUpperInvariant())]
            : throw RestFault.WrongValue(path, "a list of strings", value.GetRawText());

    private static int Tokens(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var tokens) && tokens > 0
            ? tokens
            : throw RestFault.WrongValue($"{Path}.max_output_tokens", "TYPE_INT32", value.GetRawText());

    private static bool Number(JsonElement value, string path) =>
        value.ValueKind is JsonValueKind.Number ? true : throw RestFault.WrongValue(path, "TYPE_FLOAT", value.GetRawText());
}
