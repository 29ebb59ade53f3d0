namespace Cortex.Testing;

/// <summary>Everything a client says after its setup (reference 2.2 to 2.4).</summary>
static class GoldenInputs
{
    public static IReadOnlyList<GoldenMessage> All { get; } =
    [
        new("clientContent as in 2.2", """{ "clientContent": { "turns": [ { "role": "user", "parts": [ { "text": "Hello" } ] } ], "turnComplete": true } }"""),
        new("clientContent of a picture and a question", """
            {"clientContent":{"turns":[{"role":"user","parts":[{"inlineData":{"mimeType":"image/jpeg","data":"/9j/4AAQ"}},
            {"text":"What is on the table?"},{"fileData":{"mimeType":"image/png","fileUri":"https://example.com/a.png"}}]},
            {"role":"model","parts":[{"functionCall":{"id":"1","name":"find","args":{"max_items":3}}},
            {"functionResponse":{"id":"1","name":"find","response":{"output":{"found_it":true}}}}]}]}}
            """),
        new("audio", """{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=16000","data":"AAAB+//+"}}}"""),
        new("video", """{"realtimeInput":{"video":{"mimeType":"image/jpeg","data":"/9j/4AAQSkZJRg=="}}}"""),
        new("text", """{"realtimeInput":{"text":"What is on the table?"}}"""),
        new("activityStart", """{"realtimeInput":{"activityStart":{}}}"""),
        new("activityEnd", """{"realtimeInput":{"activityEnd":{}}}"""),
        new("audioStreamEnd", """{"realtimeInput":{"audioStreamEnd":true}}"""),
        new("mediaChunks", """{"realtimeInput":{"mediaChunks":[{"mimeType":"audio/pcm;rate=16000","data":"AAAB"}]}}"""),
        new("video with its resolution", """
            {"realtimeInput":{"video":{"mimeType":"image/png","data":"iVBORw=="},"mediaResolution":"MEDIA_RESOLUTION_HIGH"}}
            """),
        new("audio in Python's mixed spelling", """{"realtime_input":{"audio":{"mimeType":"audio/pcm;rate=16000","data":"AAAB+//+"}}}"""),
        new("audio of Google's .NET client", """
            {
              "realtimeInput": {
                "audio": {
                  "data": "AAAB\u002B//\u002B",
                  "mimeType": "audio/pcm;rate=16000"
                }
              }
            }
            """),
        new("toolResponse as in 2.4", """
            { "toolResponse": { "functionResponses": [
              { "id": "function-call-1234567890", "name": "set_lamp",
                "response": { "output": { "ok": true } }, "scheduling": "WHEN_IDLE", "willContinue": false } ] } }
            """),
        new("toolResponse of an older sample", """
            {"tool_response":{"function_responses":[{"id":"1","name":"set_lamp","response":{"result":"ok","scheduling":"INTERRUPT"}}]}}
            """),
        new("toolResponse with a picture", """
            {"toolResponse":{"functionResponses":[{"id":"1","name":"look","response":{},"parts":[{"inlineData":{"mimeType":"image/png","data":"iVBORw=="}}]}]}}
            """),
    ];
}
