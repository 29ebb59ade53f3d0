using Cortex.Server.Rules;

namespace Cortex.Server.Rest;

/// <summary>The models of the list: the Live ones, and those of reference 7.1 and 7.3.</summary>
internal static class HttpModels
{
    private static readonly HttpModel[] Rows =
    [
        new("gemini-3.8-flash", "Gemini 3.8 Flash", HttpModelKind.Text, 1_048_576, 65_536),
        new("gemini-3.6-flash", "Gemini 3.6 Flash", HttpModelKind.Text, 1_048_576, 65_536),
        new("gemini-3.5-flash-lite", "Gemini 3.5 Flash-Lite", HttpModelKind.Text, 1_048_576, 65_536),
        new("gemini-2.5-flash-preview-tts", "Gemini 2.5 Flash Preview TTS", HttpModelKind.SpeechPcm, 8_192, 16_384),
        new("gemini-3.1-flash-tts-preview", "Gemini 3.1 Flash TTS Preview", HttpModelKind.SpeechPcm, 8_192, 16_384),
        new("gemini-3.8-flash-tts", "Gemini 3.8 Flash TTS", HttpModelKind.SpeechWav, 8_192, 16_384),
        new("gemini-3.8-flash-lite-tts", "Gemini 3.8 Flash-Lite TTS", HttpModelKind.SpeechWav, 8_192, 16_384),
        .. ModelTable.All
            .Where(static model => model.Platforms.HasFlag(Platforms.Developer))
            .Select(static model => new HttpModel(model.Id, model.DisplayName, HttpModelKind.Live, model.ContextTokens, 65_536)),
    ];

    public static IReadOnlyList<HttpModel> All => Rows;

    public static HttpModel? Find(string id) => Array.Find(Rows, row => row.Id == id);
}
