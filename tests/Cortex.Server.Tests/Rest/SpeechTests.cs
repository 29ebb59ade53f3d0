using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Cortex.Server.Tests.Rig;

namespace Cortex.Server.Tests.Rest;

/// <summary>TTS in both forms (reference 7.3).</summary>
public sealed class SpeechTests
{
    private const string Body = """
        { "contents": [ { "parts": [ { "text": "Good morning" } ] } ],
          "generationConfig": { "responseModalities": ["AUDIO"], "speechConfig": { "voiceConfig": { "prebuiltVoiceConfig": { "voiceName": "Kore" } } } } }
        """;

    [Fact]
    public async Task The_older_models_answer_with_raw_pcm()
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        var (mimeType, bytes) = Sound(await client.AnswerAsync("v1beta/models/gemini-2.5-flash-preview-tts:generateContent", Body));
        Assert.Equal("audio/L16;codec=pcm;rate=24000", mimeType);
        Assert.Equal("Good morning", rig.Voice.LastText);
        Assert.Equal(12 * 4_800, bytes.Length);
        Assert.Equal(1, bytes[7]);
    }

    [Fact]
    public async Task The_new_models_answer_with_a_whole_wav_and_stream_raw_pcm()
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        var (mimeType, wav) = Sound(await client.AnswerAsync("v1beta/models/gemini-3.8-flash-tts:generateContent", Body));
        Assert.Equal("audio/wav", mimeType);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(wav, 0, 4));
        Assert.Equal(24_000, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)));
        Assert.Equal(12 * 4_800, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));

        var (_, array, _) = await client.PostAsync("v1beta/models/gemini-3.8-flash-tts:streamGenerateContent", Body);
        var slices = RestClient.Parse(array).EnumerateArray().ToArray();
        var pcm = slices[..^1].SelectMany(static slice => Sound(slice).Bytes).ToArray();
        Assert.Equal("audio/L16;codec=pcm;rate=24000", Sound(slices[0]).MimeType);
        Assert.Equal(wav[44..], pcm);
        Assert.Equal("STOP", slices[^1].GetProperty("candidates")[0].GetProperty("finishReason").GetString());
    }

    [Fact]
    public async Task The_new_models_take_directions_beside_the_words_and_speak_only_the_words()
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        await client.AnswerAsync(
            "v1beta/models/gemini-3.8-flash-tts:generateContent",
            """{"contents":[{"parts":[{"text":"Good morning","speechMetadata":{"style":"warmly"}}]}],"generationConfig":{"responseModalities":["AUDIO"],"speechConfig":{"voiceConfig":{"voice":"Kore"}}}}""");
        Assert.Equal("Good morning", rig.Voice.LastText);
    }

    [Theory]
    [InlineData("gemini-3.8-flash-tts", """ "responseModalities":["AUDIO"],"temperature":0.7 """, "temperature, top_p and top_k")]
    [InlineData("gemini-3.8-flash-tts", """ "responseModalities":["TEXT"] """, "The requested combination of response modalities (TEXT)")]
    [InlineData("gemini-2.5-flash-preview-tts", """ "responseModalities":["AUDIO"],"speechConfig":{"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"kore"}}} """, "Voice name kore is not supported.")]
    [InlineData("gemini-2.5-flash-preview-tts", """ "responseModalities":["AUDIO"],"speechConfig":{"voiceConfig":{},"multiSpeakerVoiceConfig":{}} """, "exclude each other")]
    [InlineData("gemini-3.8-flash", """ "responseModalities":["AUDIO"] """, "This model only supports text output.")]
    public async Task What_a_model_does_not_take_is_refused(string model, string config, string words)
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        var (status, text, _) = await client.PostAsync(
            $"v1beta/models/{model}:generateContent",
            """{"contents":[{"parts":[{"text":"hi"}]}],"generationConfig":{""" + config + "}}");
        Assert.Equal(400, (int)status);
        var error = RestClient.Parse(text).GetProperty("error");
        Assert.Equal("INVALID_ARGUMENT", error.GetProperty("status").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static (string MimeType, byte[] Bytes) Sound(JsonElement answer)
    {
        var data = answer.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetProperty("inlineData");
        return (data.GetProperty("mimeType").GetString()!, data.GetProperty("data").GetBytesFromBase64());
    }
}
