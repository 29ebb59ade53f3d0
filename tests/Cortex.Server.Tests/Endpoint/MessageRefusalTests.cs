using Cortex.Live.Protocol;
using Cortex.Server.Tests.Rig;
using Cortex.Testing;

namespace Cortex.Server.Tests.Endpoint;

/// <summary>What is refused after the setup (reference 2.2 to 2.4, 4.6).</summary>
public sealed class MessageRefusalTests
{
    private const string Live = "models/gemini-3.8-live";
    private const string Extended = "models/gemini-3.8-live-extended-thinking";
    private const string Live31 = "models/gemini-3.1-flash-live-preview";
    private const string Thinks = """ "generationConfig":{"thinkingConfig":{"thinkingLevel":"LOW"}} """;
    private const string Manual = """ "realtimeInputConfig":{"automaticActivityDetection":{"disabled":true}} """;

    public static TheoryData<string, string, string, int, string> Refused => new()
    {
        { Live, "", """{"realtimeInput":{"activityStart":{}}}""", 1007, "Explicit activity control is not supported when automatic activity detection is enabled." },
        { Live, "", """{"realtimeInput":{"activityEnd":{}}}""", 1007, "Explicit activity control is not supported when automatic activity detection is enabled." },
        { Live31, "", """{"clientContent":{"turns":[{"role":"user","parts":[{"text":"hi"}]}],"turnComplete":true}}""", 1007, "Request contains an invalid argument." },
        { Live, "", """{"clientContent":{"turns":[{"parts":[{"text":"hi"}]}],"turnComplete":true}}""", 1007, "Please use a valid role: user, model." },
        { Live, "", """{"clientContent":{"turns":[{"role":"system","parts":[{"text":"hi"}]}]}}""", 1007, "Please use a valid role: user, model." },
        { Live, "", """{"clientContent":{"turns":[{"role":"user","parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"AAAA"}}]}]}}""", 1008, "Operation is not implemented, or supported, or enabled." },
        { Live, "", """{"toolResponse":{"functionResponses":[{"id":"nobody-called","name":"a","response":{}}]}}""", 1008, "Requested entity was not found." },
        { Extended, Thinks, """{"toolResponse":{"functionResponses":[{"id":"x","name":"a","response":{},"scheduling":"WHEN_IDLE"}]}}""", 1007, "Function response scheduling is not supported for this model" },
        { Live31, "", """{"toolResponse":{"functionResponses":[{"id":"x","name":"a","response":{},"scheduling":"SILENT"}]}}""", 1007, "Function response scheduling is not supported for this model" },
        { Live, "", """{"realtimeInput":{"audio":{"mimeType":"audio/mp3","data":"AAAA"}}}""", 1007, "Request contains an invalid argument." },
        { Live, "", """{"realtimeInput":{"video":{"mimeType":"video/mp4","data":"AAAA"}}}""", 1007, "Request contains an invalid argument." },
        { Live, "", """{"realtimeInput":{"audio":{"data":"!!!"}}}""", 1007, "Invalid value at 'realtime_input.audio.data' (TYPE_BYTES), Base64 decoding failed" },
        { Live, "", """{"realtimeInput":{"smell":{}}}""", 1007, "Invalid JSON payload received. Unknown name \"smell\" at 'realtime_input': Cannot find field." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_message_is_refused_and_another_conversation_goes_on(string model, string setup, string message, int code, string text)
    {
        await using var rig = await ServerRig.StartAsync();
        await using var other = await LiveClient.OpenAsync(rig.Url);
        await using var client = await LiveClient.OpenAsync(rig.Url, setup, model);
        await client.SendAsync(message);
        Assert.Equal((code, text), await client.UntilClosedAsync());
        rig.Puppet.Conversations[0].SayText("unharmed");
        await other.UntilAsync("serverContent.modelTurn");
    }

    [Fact]
    public async Task Marks_reach_the_engine_where_the_client_detects_activity()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.OpenAsync(rig.Url, Manual);
        await client.SendAsync("""{"realtimeInput":{"activityStart":{}}}""");
        await client.SendAsync("""{"realtimeInput":{"activityEnd":{}}}""");
        var puppet = await rig.PuppetAsync();
        await Patience.Until(() => puppet.Heard.Count == 2, "both marks to arrive");
        Assert.Equal(["start", "end"], puppet.Heard);
        Assert.NotNull(puppet.Setup.InputAudioTranscription);
    }

    [Fact]
    public async Task Media_chunks_are_sound_for_older_models_and_nothing_for_the_new_one()
    {
        const string Chunk = """{"realtimeInput":{"mediaChunks":[{"mimeType":"audio/pcm","data":"AAAA"}]}}""";
        const string Picture = """{"realtimeInput":{"mediaChunks":[{"mimeType":"image/jpeg","data":"AAAA"}]}}""";
        await using var rig = await ServerRig.StartAsync();
        await using var newer = await LiveClient.OpenAsync(rig.Url);
        await using var older = await LiveClient.OpenAsync(rig.Url, model: Live31);
        foreach (var client in new[] { newer, older })
        {
            await client.SendAsync(Chunk);
            await client.SendAsync(Picture);
        }

        await Patience.Until(() => rig.Puppet.Conversations is [{ Heard.Count: 1 }, { Heard.Count: 2 }], "what came as chunks");
        Assert.Equal(["video 3 image/jpeg"], rig.Puppet.Conversations[0].Heard);
        Assert.Equal(["audio 3 audio/pcm", "video 3 image/jpeg"], rig.Puppet.Conversations[1].Heard);
    }

    [Fact]
    public async Task An_answer_that_crossed_its_cancellation_is_dropped_and_not_punished()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.OpenAsync(rig.Url);
        var puppet = await rig.PuppetAsync();
        puppet.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "function-call-1", Name = "lamp" }] });
        Assert.Equal("function-call-1", (await client.UntilAsync("toolCall.functionCalls"))[0].GetProperty("id").GetString());
        puppet.Say(new ToolCallCancellation { Ids = ["function-call-1"] });
        await client.UntilAsync("toolCallCancellation");
        await client.SendAsync("""{"toolResponse":{"functionResponses":[{"id":"function-call-1","name":"lamp","response":{"output":1}}]}}""");
        await client.SendAsync("""{"realtimeInput":{"text":"after"}}""");
        await Patience.Until(() => puppet.Heard.Count == 1, "the next message to arrive");
        Assert.Equal(["text after"], puppet.Heard);
    }

    [Fact]
    public async Task Scheduling_may_lie_inside_the_response_as_in_older_samples()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.OpenAsync(rig.Url);
        var puppet = await rig.PuppetAsync();
        puppet.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "c1", Name = "lamp" }] });
        await client.UntilAsync("toolCall");
        await client.SendAsync("""{"tool_response":{"function_responses":[{"id":"c1","name":"lamp","response":{"output":1,"scheduling":"SILENT"}}]}}""");
        await Patience.Until(() => puppet.Heard.Count == 1, "the answer to arrive");
        Assert.Equal(["tool c1 lamp SILENT"], puppet.Heard);
    }
}
