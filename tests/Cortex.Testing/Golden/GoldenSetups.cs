namespace Cortex.Testing;

/// <summary>Setups (reference 2.1).</summary>
static class GoldenSetups
{
    public static IReadOnlyList<GoldenMessage> All { get; } =
    [
        new("setup as in 2.1", """
            {
              "setup": {
                "model": "models/gemini-3.8-live",
                "generationConfig": {
                  "responseModalities": ["AUDIO"],
                  "maxOutputTokens": 2048,
                  "mediaResolution": "MEDIA_RESOLUTION_LOW",
                  "speechConfig": { "voiceConfig": { "prebuiltVoiceConfig": { "voiceName": "Kore" } } }
                },
                "systemInstruction": { "parts": [ { "text": "Short answers. Polish only." } ] },
                "tools": [
                  { "functionDeclarations": [ {
                      "name": "set_lamp", "description": "Turns the desk lamp on or off",
                      "behavior": "NON_BLOCKING",
                      "parameters": { "type": "OBJECT", "properties": { "on": { "type": "BOOLEAN" } }, "required": ["on"] } } ] },
                  { "googleSearch": {} }
                ],
                "realtimeInputConfig": {
                  "automaticActivityDetection": {
                    "disabled": false,
                    "startOfSpeechSensitivity": "START_SENSITIVITY_HIGH",
                    "endOfSpeechSensitivity": "END_SENSITIVITY_LOW",
                    "prefixPaddingMs": 200,
                    "silenceDurationMs": 700
                  },
                  "activityHandling": "START_OF_ACTIVITY_INTERRUPTS",
                  "turnCoverage": "TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO"
                },
                "sessionResumption": { "handle": "opaque-from-last-update" },
                "contextWindowCompression": { "triggerTokens": "100000", "slidingWindow": { "targetTokens": "50000" } },
                "inputAudioTranscription": {},
                "outputAudioTranscription": {}
              }
            }
            """),
        new("setup of the model alone", """{"setup":{"model":"models/gemini-3.8-live"}}"""),
        new("setup that starts a resumable session", """{"setup":{"model":"models/gemini-3.8-live","sessionResumption":{}}}"""),
        new("setup with every other field", """
            {"setup":{"model":"models/gemini-2.5-flash-native-audio-latest",
            "generationConfig":{"responseModalities":["AUDIO"],
            "speechConfig":{"voiceConfig":{"voice":"en-us-tavi","replicatedVoiceConfig":{"mimeType":"audio/wav","voiceSampleAudio":"UklGRg==",
            "consentAudio":"UklGRg==","voiceConsentSignature":{"signature":"signed"}}},"languageCode":"pl-PL"},
            "temperature":0.7,"topP":0.95,"topK":40,"seed":7,"candidateCount":1,"presencePenalty":0.5,"frequencyPenalty":-0.5,
            "thinkingConfig":{"thinkingBudget":0,"thinkingLevel":"low","includeThoughts":true},
            "enableAffectiveDialog":true,"translationConfig":{"targetLanguageCode":"pl","echoTargetLanguage":false}},
            "tools":[{"functionDeclarations":[{"name":"find","parametersJsonSchema":{"type":"object","additionalProperties":false,
            "properties":{"max_items":{"type":"integer","minLength":1}}},"response":{"type":"STRING"},"behavior":"BLOCKING"},
            {"name":"ask","responseJsonSchema":{"type":["string","null"]}}]},{"codeExecution":{}},{"urlContext":{}}],
            "sessionResumption":{"handle":"h","transparent":true},
            "contextWindowCompression":{"slidingWindow":{}},
            "inputAudioTranscription":{"languageCodes":["pl"],"customVocabulary":["Cortex"],"adaptationPhrases":["Cortex"],"wordTimestamp":true,
            "diarization":true,"languageAuto":{}},
            "outputAudioTranscription":{"languageHints":{"languageCodes":["pl"]}},
            "proactivity":{"proactiveAudio":true},"historyConfig":{"initialHistoryInClientContent":true},
            "avatarConfig":{"avatarName":"Ada","customizedAvatar":{"imageMimeType":"image/png","imageData":"iVBORw=="},
            "audioBitrateBps":64000,"videoBitrateBps":500000},
            "safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}],"explicitVadSignal":true}}
            """),
        new("setup in Python's mixed spelling", """
            {"setup": {"model": "models/gemini-3.8-live", "generation_config": {"response_modalities": ["AUDIO"], "speechConfig":
            {"voice_config": {"prebuilt_voice_config": {"voice_name": "Kore"}}}}, "realtime_input_config": {"automatic_activity_detection":
            {"disabled": true, "prefix_padding_ms": 20}}, "context_window_compression": {"trigger_tokens": 100000, "slidingWindow":
            {"target_tokens": "50000"}}, "tools": [{"function_declarations": [{"name": "pick_up", "parameters": {"type": "OBJECT",
            "properties": {"which_one": {"type": "STRING", "any_of": [{"type": "STRING"}]}}}}]}, {"google_search": {}}]}}
            """),
    ];
}
