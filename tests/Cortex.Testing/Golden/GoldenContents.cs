namespace Cortex.Testing;

/// <summary>Server contents (reference 3.1).</summary>
static class GoldenContents
{
    public static IReadOnlyList<GoldenMessage> All { get; } =
    [
        new("an audio part", """
            {
              "serverContent": {
                "modelTurn": {
                  "parts": [
                    {
                      "inlineData": {
                        "mimeType": "audio/pcm;rate=24000",
                        "data": "AAD//wEA/v8CAP3/"
                      }
                    }
                  ]
                }
              }
            }

            """),
        new("the words of the user, in Polish", """
            {
              "serverContent": {
                "inputTranscription": {
                  "text": " Zażółć gęślą jaźń"
                }
              }
            }

            """),
        new("the words of the model, timed", """
            {
              "serverContent": {
                "outputTranscription": {
                  "text": " A red",
                  "finished": true,
                  "languageCode": "en",
                  "speakerLabel": "1",
                  "words": [
                    {
                      "word": "A",
                      "startOffset": "0.100s",
                      "endOffset": "0.250s"
                    },
                    {
                      "word": "red",
                      "startOffset": "1s",
                      "endOffset": "1.000250s"
                    }
                  ]
                }
              }
            }

            """),
        new("a draft of the user's words", """
            {
              "serverContent": {
                "interimInputTranscription": {
                  "text": " Za"
                }
              }
            }

            """),
        new("generationComplete", """
            {
              "serverContent": {
                "generationComplete": true
              }
            }

            """),
        new("interrupted", """
            {
              "serverContent": {
                "interrupted": true
              }
            }

            """),
        new("turnComplete with usage", """
            {
              "serverContent": {
                "turnComplete": true,
                "interactionStatus": "IDLE"
              },
              "usageMetadata": {
                "promptTokenCount": 522,
                "responseTokenCount": 42,
                "thoughtsTokenCount": 136,
                "totalTokenCount": 564,
                "promptTokensDetails": [
                  {
                    "modality": "TEXT",
                    "tokenCount": 264
                  },
                  {
                    "modality": "VIDEO",
                    "tokenCount": 258
                  }
                ],
                "responseTokensDetails": [
                  {
                    "modality": "AUDIO",
                    "tokenCount": 42
                  }
                ]
              }
            }

            """),
        new("a rejected turn", """
            {
              "serverContent": {
                "turnComplete": true,
                "turnCompleteReason": "RESPONSE_REJECTED"
              }
            }

            """),
        new("the model waits", """
            {
              "serverContent": {
                "turnComplete": true,
                "waitingForInput": true
              }
            }

            """),
        new("a thought, words and code", """
            {
              "serverContent": {
                "modelTurn": {
                  "parts": [
                    {
                      "text": "Let me see.",
                      "thought": true,
                      "thoughtSignature": "c2lnbg=="
                    },
                    {
                      "text": "A \"red\" mug\nand a \\"
                    },
                    {
                      "executableCode": {
                        "language": "PYTHON",
                        "code": "print(1)"
                      }
                    },
                    {
                      "codeExecutionResult": {
                        "outcome": "OUTCOME_OK",
                        "output": "1"
                      }
                    }
                  ]
                }
              }
            }

            """),
        new("sound, words and the end in one", """
            {
              "serverContent": {
                "modelTurn": {
                  "parts": [
                    {
                      "inlineData": {
                        "mimeType": "audio/pcm;rate=24000",
                        "data": "AAD//wEA/v8CAP3/"
                      }
                    },
                    {
                      "inlineData": {
                        "mimeType": "audio/pcm;rate=24000",
                        "data": "AwA="
                      }
                    }
                  ]
                },
                "turnComplete": true,
                "outputTranscription": {
                  "text": " mug."
                }
              }
            }

            """),
        new("sources of a search", """
            {
              "serverContent": {
                "groundingMetadata": {
                  "webSearchQueries": [
                    "red mug"
                  ]
                },
                "urlContextMetadata": {
                  "urlMetadata": []
                }
              }
            }

            """),
    ];
}
