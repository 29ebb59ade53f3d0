using System.Net;
using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Server.Tests.Rig;

namespace Cortex.Server.Tests.Rest;

/// <summary>Answers in text (reference 7.1, 7.2).</summary>
public sealed class GenerateTests
{
    private const string Path = "v1beta/models/gemini-3.8-flash:generateContent";
    private const string Stream = "v1beta/models/gemini-3.8-flash:streamGenerateContent";

    private const string Body = """
        { "contents": [
            { "role": "user", "parts": [ { "text": "Hello" } ] },
            { "role": "model", "parts": [ { "text": "Hi, I am here." } ] },
            { "role": "user", "parts": [ { "inlineData": { "mimeType": "image/jpeg", "data": "/9j/4AAQ" } }, { "text": "One sentence: what do you see?" } ] } ],
          "systemInstruction": { "parts": [ { "text": "Be brief." } ] },
          "generationConfig": { "maxOutputTokens": 256 } }
        """;

    [Fact]
    public async Task A_question_with_a_picture_is_answered_in_the_apis_shape()
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        var (status, text, type) = await client.PostAsync(Path, Body);
        Assert.Equal((HttpStatusCode.OK, "application/json; charset=UTF-8"), (status, type));
        var id = RestClient.Parse(text).GetProperty("responseId").GetString();
        Assert.Equal(
            """
            {
              "candidates": [
                {
                  "content": {
                    "parts": [
                      {
                        "text": "A red mug."
                      },
                      {
                        "text": " It is full."
                      }
                    ],
                    "role": "model"
                  },
                  "finishReason": "STOP",
                  "index": 0
                }
              ],
              "usageMetadata": {
                "promptTokenCount": 273,
                "candidatesTokenCount": 6,
                "totalTokenCount": 279,
                "promptTokensDetails": [
                  {
                    "modality": "TEXT",
                    "tokenCount": 15
                  },
                  {
                    "modality": "IMAGE",
                    "tokenCount": 258
                  }
                ],
                "candidatesTokensDetails": [
                  {
                    "modality": "TEXT",
                    "tokenCount": 6
                  }
                ]
              },
              "modelVersion": "gemini-3.8-flash",
              "responseId": "RESPONSE"
            }

            """.ReplaceLineEndings("\n"),
            text.Replace(id!, "RESPONSE", StringComparison.Ordinal));

        var question = rig.Brain.LastQuestion!;
        Assert.Equal("One sentence: what do you see?", question.Text);
        Assert.Equal(6, question.Frame!.Bytes.Length);
        Assert.Equal([new HistoryEntry(HistoryRole.User, "Hello"), new HistoryEntry(HistoryRole.Model, "Hi, I am here.")], question.History.Entries);
        Assert.Equal((1, "Be brief."), (question.Turn, question.Setup.SystemInstruction!.Parts[0].Text));
    }

    [Fact]
    public async Task A_stream_is_events_or_one_array()
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        var (_, events, type) = await client.PostAsync(Stream + "?alt=sse", Body);
        Assert.Equal("text/event-stream", type);
        var slices = events.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(slices, static slice => Assert.StartsWith("data: {", slice, StringComparison.Ordinal));
        Check([.. slices.Select(static slice => RestClient.Parse(slice["data: ".Length..]))]);

        var (_, array, plain) = await client.PostAsync(Stream, Body);
        Assert.StartsWith("application/json", plain, StringComparison.Ordinal);
        Check([.. RestClient.Parse(array).EnumerateArray()]);

        static void Check(JsonElement[] slices)
        {
            Assert.Equal(3, slices.Length);
            Assert.Equal("A red mug.", slices[0].GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetProperty("text").GetString());
            Assert.All(slices[..2], static slice => Assert.False(slice.GetProperty("candidates")[0].TryGetProperty("finishReason", out _)));
            Assert.Equal("STOP", slices[2].GetProperty("candidates")[0].GetProperty("finishReason").GetString());
            Assert.Equal(279, slices[2].GetProperty("usageMetadata").GetProperty("totalTokenCount").GetInt32());
        }
    }

    [Fact]
    public async Task Calls_come_as_parts_and_their_answers_go_back_to_the_brain()
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        using var args = JsonDocument.Parse("""{"on":true}""");
        rig.Brain.Parts = [new AnswerToolCalls([new FunctionCall { Id = "c1", Name = "lamp", Args = args.RootElement }])];
        var called = await client.AnswerAsync(Path, """{"contents":{"role":"user","parts":[{"text":"Light!"}]},"tools":[{"function_declarations":[{"name":"lamp"}]}]}""");
        var call = called.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetProperty("functionCall");
        Assert.Equal("lamp", call.GetProperty("name").GetString());
        Assert.True(call.GetProperty("args").GetProperty("on").GetBoolean());

        rig.Brain.Parts = [new AnswerSpeech("It is on.", default)];
        await client.AnswerAsync(Path, """
            {"contents":[{"role":"user","parts":[{"text":"Light!"}]},{"role":"model","parts":[{"functionCall":{"id":"c1","name":"lamp","args":{"on":true}}}]},
             {"role":"user","parts":[{"functionResponse":{"id":"c1","name":"lamp","response":{"output":"ok"}}}]}]}
            """);
        var question = rig.Brain.LastQuestion!;
        Assert.Equal("Light!", question.Text);
        var exchange = Assert.Single(question.Tools);
        Assert.Equal(("lamp", "ok"), (exchange.Call.Name, exchange.Response.Response!.Value.GetProperty("output").GetString()));
    }

    [Fact]
    public async Task Sound_reaches_the_brain_at_its_rate()
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        var pcm = Convert.ToBase64String(new byte[48_000]);
        await client.AnswerAsync(Path, $$"""{"contents":[{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"{{pcm}}"} }]}]}""");
        Assert.InRange(rig.Brain.LastQuestion!.Speech.Length, 31_900, 32_100);
        await client.AnswerAsync(Path, $$"""{"contents":[{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=16000","data":"{{pcm}}"} }]}]}""");
        Assert.Equal(48_000, rig.Brain.LastQuestion!.Speech.Length);
    }

    [Fact]
    public async Task An_answer_stops_at_the_tokens_it_may_have()
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        var answer = await client.AnswerAsync(Path, """{"contents":[{"parts":[{"text":"?"}]}],"generation_config":{"max_output_tokens":1}}""");
        Assert.Equal("MAX_TOKENS", answer.GetProperty("candidates")[0].GetProperty("finishReason").GetString());
        Assert.Equal("A re", answer.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(CloseClass.Quota, 429, "RESOURCE_EXHAUSTED")]
    [InlineData(CloseClass.Network, 503, "UNAVAILABLE")]
    [InlineData(CloseClass.ServerFault, 500, "INTERNAL")]
    public async Task A_brain_that_cannot_answer_is_an_error_before_the_stream_and_its_last_event_after(CloseClass why, int code, string status)
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        rig.Brain.Failure = new BrainException(new CloseReason(CloseSide.Server, 1011, "no idea", why));
        var (late, events, _) = await client.PostAsync(Stream + "?alt=sse", Body);
        Assert.Equal(HttpStatusCode.OK, late);
        var last = RestClient.Parse(events.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries)[^1]["data: ".Length..]);
        Assert.Equal(status, last.GetProperty("error").GetProperty("status").GetString());

        rig.Brain.Parts = [];
        var (early, text, _) = await client.PostAsync(Stream, Body);
        Assert.Equal(code, (int)early);
        var error = RestClient.Parse(text).GetProperty("error");
        Assert.Equal((code, status), (error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()));
        Assert.Equal(why is CloseClass.Quota, error.TryGetProperty("details", out var details) && details.EnumerateArray().Last().GetProperty("retryDelay").GetString() == "5s");
    }
}
