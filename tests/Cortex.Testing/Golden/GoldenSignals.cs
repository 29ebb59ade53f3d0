namespace Cortex.Testing;

/// <summary>Server messages beside the content (reference section 3).</summary>
static class GoldenSignals
{
    public static IReadOnlyList<GoldenMessage> All { get; } =
    [
        // 26 bytes in the recordings (reference 1.3).
        new("setupComplete", "{\n  \"setupComplete\": {}\n}\n"),
        new("nothing", "{}\n"),
        new("setupComplete of Vertex", """
            {
              "setupComplete": {
                "sessionId": "0e4b6d4e-0000-4000-8000-000000000001",
                "voiceConsentSignature": {
                  "signature": "signed"
                }
              }
            }

            """),
        new("toolCall", """
            {
              "toolCall": {
                "functionCalls": [
                  {
                    "id": "function-call-12345678901234567890",
                    "name": "set_lamp",
                    "args": {
                      "on": true,
                      "lamp_name": "desk"
                    }
                  },
                  {
                    "name": "set_lamp",
                    "args": {}
                  }
                ]
              }
            }

            """),
        new("toolCallCancellation", """
            {
              "toolCallCancellation": {
                "ids": [
                  "function-call-12345678901234567890",
                  "function-call-2"
                ]
              }
            }

            """),
        new("goAway", """
            {
              "goAway": {
                "timeLeft": "50s"
              }
            }

            """),
        new("goAway in a fraction", """
            {
              "goAway": {
                "timeLeft": "9.500s"
              }
            }

            """),
        new("a handle", """
            {
              "sessionResumptionUpdate": {
                "newHandle": "CihzNGZ5-opaque_handle",
                "resumable": true,
                "lastConsumedClientMessageIndex": "17"
              }
            }

            """),
        new("no handle now", """
            {
              "sessionResumptionUpdate": {}
            }

            """),
        new("usage alone", """
            {
              "usageMetadata": {
                "promptTokenCount": 12,
                "cachedContentTokenCount": 3,
                "responseTokenCount": 4,
                "toolUsePromptTokenCount": 5,
                "thoughtsTokenCount": 6,
                "totalTokenCount": 30,
                "cacheTokensDetails": [
                  {
                    "modality": "DOCUMENT",
                    "tokenCount": 3
                  }
                ],
                "toolUsePromptTokensDetails": [
                  {
                    "modality": "IMAGE",
                    "tokenCount": 5
                  }
                ],
                "serviceTier": "standard"
              }
            }

            """),
        new("voiceActivity", """
            {
              "voiceActivity": {
                "type": "ACTIVITY_START",
                "audioOffset": "3.250s"
              }
            }

            """),
        new("voiceActivityDetectionSignal", """
            {
              "voiceActivityDetectionSignal": {
                "vadSignalType": "VAD_SIGNAL_TYPE_SOS"
              }
            }

            """),
        new("an error", """
            {
              "error": {
                "code": 503,
                "message": "The service is currently unavailable.",
                "status": "UNAVAILABLE"
              }
            }

            """),
    ];
}
