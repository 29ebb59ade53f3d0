using Cortex.Server.Tests.Rig;

namespace Cortex.Server.Tests.Endpoint;

/// <summary>Every close text a setup can earn (reference 4.6); the expected words are literal, never the server's own constants.</summary>
public sealed class SetupRefusalTests
{
    private const string Live = "models/gemini-3.8-live";
    private const string Extended = "models/gemini-3.8-live-extended-thinking";
    private const string Live31 = "models/gemini-3.1-flash-live-preview";
    private const string Live25 = "models/gemini-2.5-flash-native-audio-preview-12-2025";

    public static TheoryData<string, string, string, int, string> Refused => new()
    {
        // The model (0.3, 5). The wire carries the first 123 bytes.
        { LiveClient.Path, "models/gemini-2.0-flash-exp", "", 1008, "models/gemini-2.0-flash-exp is not found for API version v1beta, or is not supported for bidiGenerateContent. Call ListModels to see" },
        { LiveClient.Path, "models/gemini-2.0-flash-live-001", "", 1008, "models/gemini-2.0-flash-live-001 is not found for API version v1beta, or is not supported for bidiGenerateContent. Call ListModels to see" },
        { LiveClient.Path, "models/gemini-live-2.5-flash-preview", "", 1008, "models/gemini-live-2.5-flash-preview is not found for API version v1beta, or is not supported for bidiGenerateContent. Call ListModels to see" },
        { LiveClient.Alpha, "models/gemini-3.8-flash", "", 1008, "models/gemini-3.8-flash is not found for API version v1alpha, or is not supported for bidiGenerateContent. Call ListModels to see" },
        { LiveClient.Path, "models/gemini-live-2.5-flash-native-audio", "", 1008, "models/gemini-live-2.5-flash-native-audio is not found for API version v1beta, or is not supported for bidiGenerateContent. Call ListModels to see" },
        { LiveClient.Vertex, "projects/p/locations/l/publishers/google/models/gemini-2.5-flash-native-audio-latest", "", 1008, "projects/p/locations/l/publishers/google/models/gemini-2.5-flash-native-audio-latest is not found for API version v1beta1, or is not supported for bidiGenerateContent. Call ListModels to see" },
        { LiveClient.Path, "gemini-3.8-live", "", 1007, "* BidiGenerateContentRequest.setup.model: unexpected model name format\n" },

        // Thinking (0.4).
        { LiveClient.Path, Live, """ "generationConfig":{"thinkingConfig":{"thinkingLevel":"LOW"}} """, 1007, "Thinking level is not supported for this model" },
        { LiveClient.Path, Live, """ "generationConfig":{"thinkingConfig":{"thinkingBudget":512}} """, 1007, "Request contains an invalid argument." },
        { LiveClient.Path, Extended, "", 1007, "Thinking level must be specified for this model." },
        { LiveClient.Path, Extended, """ "generationConfig":{"thinkingConfig":{"thinkingLevel":"MINIMAL"}} """, 1007, "Thinking level is not supported for this model" },
        { LiveClient.Path, Live25, """ "generationConfig":{"thinkingConfig":{"thinkingLevel":"LOW"}} """, 1007, "Thinking level is not supported for this model" },

        // Modalities.
        { LiveClient.Path, Live, """ "generationConfig":{"responseModalities":["TEXT"]} """, 1007, "The requested combination of response modalities (TEXT) is not supported by the model. models/gemini-3.8-live accepts the following combination of response modalities:\n* " },
        { LiveClient.Path, Live31, """ "generationConfig":{"responseModalities":["AUDIO","TEXT"]} """, 1007, "The requested combination of response modalities (AUDIO, TEXT) is not supported by the model. models/gemini-3.1-flash-live-preview accepts" },
        { LiveClient.Path, Live25, """ "generationConfig":{"responseModalities":["TEXT"]} """, 1007, "Cannot extract voices from a non-audio request." },
        { LiveClient.Path, "models/gemini-3.5-transcribe-live", "", 1007, "The requested combination of response modalities (AUDIO) is not supported by the model. models/gemini-3.5-transcribe-live accepts the following combination of response modalities:\n* " },

        // Fields that are unknown, or unknown here.
        { LiveClient.Path, Live, """ "proactivity":{"proactiveAudio":true} """, 1007, "Invalid JSON payload received. Unknown name \"proactivity\" at 'setup': Cannot find field." },
        { LiveClient.Alpha, Live, """ "proactivity":{"proactiveAudio":true} """, 1007, "Invalid JSON payload received. Unknown name \"proactivity\" at 'setup': Cannot find field." },
        { LiveClient.Path, Live25, """ "proactivity":{} """, 1007, "Invalid JSON payload received. Unknown name \"proactivity\" at 'setup': Cannot find field." },
        { LiveClient.Path, Live, """ "generationConfig":{"enableAffectiveDialog":true} """, 1007, "Request contains an invalid argument." },
        { LiveClient.Path, Live25, """ "generationConfig":{"enableAffectiveDialog":true} """, 1007, "Invalid JSON payload received. Unknown name \"enableAffectiveDialog\" at 'setup.generation_config': Cannot find field." },
        { LiveClient.Path, Live, """ "responseModalities":["AUDIO"] """, 1007, "Invalid JSON payload received. Unknown name \"responseModalities\" at 'setup': Cannot find field." },
        { LiveClient.Path, Live, """ "speechConfig":{} """, 1007, "Invalid JSON payload received. Unknown name \"speechConfig\" at 'setup': Cannot find field." },
        { LiveClient.Path, Live, """ "inputAudioTranscription":{"enabled":true} """, 1007, "Invalid JSON payload received. Unknown name \"enabled\" at 'setup.input_audio_transcription': Cannot find field." },
        { LiveClient.Path, Live, """ "generationConfig":{"responseMimeType":"application/json"} """, 1007, "Invalid JSON payload received. Unknown name \"responseMimeType\" at 'setup.generation_config': Cannot find field." },
        { LiveClient.Path, Live, """ "sessionResumption":{"transparent":true} """, 1007, "Invalid JSON payload received. Unknown name \"transparent\" at 'setup.session_resumption': Cannot find field." },
        { LiveClient.Path, Live, """ "explicitVadSignal":true """, 1007, "Invalid JSON payload received. Unknown name \"explicitVadSignal\" at 'setup': Cannot find field." },

        // Voice and language.
        { LiveClient.Path, Live, """ "generationConfig":{"speechConfig":{"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"kore"}}}} """, 1007, "Requested voice api_name 'kore' is not available for model models/gemini-3.8-live" },
        { LiveClient.Path, Live25, """ "generationConfig":{"speechConfig":{"languageCode":"es"}} """, 1007, "Unsupported language code 'es'" },

        // Tools.
        { LiveClient.Path, Extended, """ "generationConfig":{"thinkingConfig":{"thinkingLevel":"LOW"}},"tools":[{"functionDeclarations":[{"name":"a","behavior":"BLOCKING"}]}] """, 1007, "BLOCKING function calls are not supported for this model" },
        { LiveClient.Path, Live31, """ "tools":[{"functionDeclarations":[{"name":"a","behavior":"NON_BLOCKING"}]}] """, 1007, "NON_BLOCKING function calls are not supported for this model" },
        { LiveClient.Path, Live, """ "tools":[{"codeExecution":{}}] """, 1008, "Operation is not implemented, or supported, or enabled." },
        { LiveClient.Path, Live, """ "tools":[{"functionDeclarations":[{"name":"a","parameters":{"type":"OBJECT","additionalProperties":false}}]}] """, 1007, "Invalid JSON payload received. Unknown name \"additionalProperties\" at 'setup.tools[0].function_declarations[0].parameters': Cannot find field." },
        { LiveClient.Path, Live, """ "tools":[{"functionDeclarations":[{"name":"9lives"}]}] """, 1007, "Request contains an invalid argument." },

        // The rest.
        { LiveClient.Path, Live, """ "systemInstruction":{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]} """, 1007, "Request contains an invalid argument." },
        { LiveClient.Path, Live, """ "contextWindowCompression":{"triggerTokens":"100","slidingWindow":{"targetTokens":"100"}} """, 1007, "Request contains an invalid argument." },
        { LiveClient.Path, Live, """ "sessionResumption":{"handle":"nobody-made-this"} """, 1008, "BidiGenerateContent session not found" },
        { LiveClient.Path, Live, """ "realtimeInputConfig":{"turnCoverage":"TURN_INCLUDES_NOTHING"} """, 1007, "Invalid value at 'setup.realtime_input_config.turn_coverage' (type.googleapis.com/google.ai.generativelanguage.v1beta.RealtimeInputConfig.TurnCoverage), \"TURN_INCLUDES_NOTHING\"" },
    };

    public static TheoryData<string, string, string> Accepted => new()
    {
        { LiveClient.Path, Live, "" },
        { LiveClient.Path, Live, """ "generationConfig":{"thinkingConfig":{"thinkingBudget":0}} """ },
        { LiveClient.Path, Live, """ "tools":[{"functionDeclarations":[{"name":"a","behavior":"BLOCKING","parametersJsonSchema":{"type":"object","additionalProperties":false}}]},{"googleSearch":{}}] """ },
        { LiveClient.Path, Extended, """ "generationConfig":{"thinkingConfig":{"thinkingLevel":"HIGH"}} """ },
        { LiveClient.Path, Live31, "" },
        { LiveClient.Path, Live31, """ "generation_config":{"thinking_config":{"thinking_level":"minimal","include_thoughts":true}} """ },
        { LiveClient.Path, Live25, """ "generationConfig":{"thinkingConfig":{"thinkingBudget":512},"speechConfig":{"languageCode":"pl-PL"}} """ },
        { LiveClient.Alpha, Live25, """ "proactivity":{"proactiveAudio":true},"generationConfig":{"enableAffectiveDialog":true} """ },
        { LiveClient.Path, "models/gemini-3.5-transcribe-live", """ "generationConfig":{"responseModalities":["TEXT"]},"inputAudioTranscription":{} """ },
        { LiveClient.Vertex, "projects/p/locations/l/publishers/google/models/gemini-live-2.5-flash-native-audio", """ "proactivity":{"proactiveAudio":true},"explicitVadSignal":true,"sessionResumption":{"transparent":true} """ },
        { LiveClient.Vertex, "publishers/google/models/gemini-3.8-live", "" },
        { LiveClient.Path, Live, """ "systemInstruction":{"parts":[{"text":"Short."}]},"contextWindowCompression":{"slidingWindow":{}},"sessionResumption":{},"historyConfig":{"initialHistoryInClientContent":true} """ },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_setup_is_refused_with_the_words_of_the_real_server(string path, string model, string fields, int code, string text)
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.ConnectAsync(rig.Url, path);
        await client.SendAsync(LiveClient.Setup(fields, model));
        Assert.Equal((code, text[..Math.Min(text.Length, 123)]), await client.UntilClosedAsync());
        Assert.Empty(rig.Puppet.Conversations);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task A_setup_is_accepted(string path, string model, string fields)
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.ConnectAsync(rig.Url, path);
        await client.SendAsync(LiveClient.Setup(fields, model));
        var confirmed = (await client.ReceiveAsync()).GetProperty("setupComplete");
        Assert.Equal(path == LiveClient.Vertex, confirmed.TryGetProperty("sessionId", out _));
    }
}
