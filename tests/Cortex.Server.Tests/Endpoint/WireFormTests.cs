using System.Net.WebSockets;
using System.Text;
using Cortex.Live.Protocol;
using Cortex.Server.Hosting;
using Cortex.Server.Tests.Rig;

namespace Cortex.Server.Tests.Endpoint;

/// <summary>The forms of frames and messages that differ by option, model and platform.</summary>
public sealed class WireFormTests
{
    private const string Tools = """ "tools":[{"functionDeclarations":[{"name":"lamp"},{"name":"door","behavior":"BLOCKING"}]}],"outputAudioTranscription":{} """;

    [Fact]
    public async Task Frames_may_be_text_and_in_fragments_that_split_characters()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { SendsTextFrames = true, FragmentBytes = 5 });
        await using var client = await LiveClient.OpenAsync(rig.Url, """ "outputAudioTranscription":{} """);
        Assert.Equal(WebSocketMessageType.Text, client.LastType);
        Assert.Equal(6, client.LastPieces);
        (await rig.PuppetAsync()).Say(new ServerContent { OutputTranscription = new Transcription { Text = " Zażółć gęślą jaźń 🦊" } });
        Assert.Equal(" Zażółć gęślą jaźń 🦊", (await client.UntilAsync("serverContent.outputTranscription.text")).GetString());
        Assert.Equal((Encoding.UTF8.GetByteCount(client.LastText) + 4) / 5, client.LastPieces);
    }

    [Theory]
    [InlineData("models/gemini-3.8-live", true, true)]
    [InlineData("models/gemini-3.8-live", false, false)]
    [InlineData("models/gemini-3.1-flash-live-preview", true, false)]
    public async Task Empty_objects_lie_between_contents_where_the_model_sends_them(string model, bool option, bool expected)
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { SendsEmptyMessages = option });
        await using var client = await LiveClient.OpenAsync(rig.Url, model: model);
        (await rig.PuppetAsync()).Answer(" a", " b");
        var empty = 0;
        while ((await client.ReceiveAnyAsync())!.Value is var message && !LiveClient.Find(message, "serverContent.turnComplete").HasValue)
        {
            empty += client.LastText.Trim() == "{}" ? 1 : 0;
        }

        Assert.Equal(expected, empty > 0);
    }

    [Fact]
    public async Task Transcripts_go_only_to_who_asked_for_them()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { SendsEmptyMessages = false });
        await using var client = await LiveClient.OpenAsync(rig.Url);
        (await rig.PuppetAsync()).Answer(" a", " b");
        var content = (await client.ReceiveAsync()).GetProperty("serverContent");
        Assert.True(content.TryGetProperty("modelTurn", out _));
        Assert.False(content.TryGetProperty("outputTranscription", out _));
    }

    [Fact]
    public async Task A_blocking_call_ends_the_turn_without_speech_and_the_answer_is_a_new_one()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { SendsEmptyMessages = false });
        await using var client = await LiveClient.OpenAsync(rig.Url, Tools);
        var puppet = await rig.PuppetAsync();
        puppet.NextTurn();
        puppet.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "c1", Name = "door" }] });
        Assert.True((await client.ReceiveAsync()).TryGetProperty("toolCall", out _));
        Assert.True((await client.ReceiveAsync()).GetProperty("serverContent").GetProperty("turnComplete").GetBoolean());
        await client.SendAsync("""{"toolResponse":{"functionResponses":[{"id":"c1","name":"door","response":{"output":1}}]}}""");
        puppet.SayText(" The door is open.");
        puppet.Say(new ServerContent { GenerationComplete = true });
        puppet.Say(new ServerContent { TurnComplete = true });
        Assert.Equal(" The door is open.", (await client.UntilAsync("serverContent.outputTranscription.text")).GetString());
        Assert.True((await client.ReceiveAsync()).GetProperty("serverContent").GetProperty("generationComplete").GetBoolean());
        Assert.True((await client.ReceiveAsync()).GetProperty("serverContent").GetProperty("turnComplete").GetBoolean());
    }

    [Fact]
    public async Task A_blocking_call_that_is_interrupted_is_cancelled_and_its_turn_not_ended_twice()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { SendsEmptyMessages = false });
        await using var client = await LiveClient.OpenAsync(rig.Url, Tools);
        var puppet = await rig.PuppetAsync();
        puppet.NextTurn();
        puppet.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "c1", Name = "door" }] });
        puppet.Say(new ServerContent { Interrupted = true });
        puppet.Say(new ToolCallCancellation { Ids = ["c1"] });
        puppet.Say(new ServerContent { TurnComplete = true, UsageMetadata = new UsageMetadata { PromptTokenCount = 7, TotalTokenCount = 7 } });
        puppet.NextTurn();
        puppet.SayText(" next");
        Assert.True((await client.ReceiveAsync()).TryGetProperty("toolCall", out _));
        Assert.True((await client.ReceiveAsync()).GetProperty("serverContent").GetProperty("turnComplete").GetBoolean());
        Assert.Equal("c1", (await client.ReceiveAsync()).GetProperty("toolCallCancellation").GetProperty("ids")[0].GetString());
        Assert.Equal(7, (await client.ReceiveAsync()).GetProperty("usageMetadata").GetProperty("promptTokenCount").GetInt32());
        Assert.True((await client.ReceiveAsync()).GetProperty("serverContent").TryGetProperty("modelTurn", out _));
    }

    [Fact]
    public async Task Vertex_names_the_role_leaves_ids_and_rates_out_and_finds_answers_by_name()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { SendsEmptyMessages = false });
        await using var client = await LiveClient.OpenAsync(
            rig.Url, Tools, "projects/p/locations/us-central1/publishers/google/models/gemini-live-2.5-flash-native-audio", LiveClient.Vertex);
        var puppet = await rig.PuppetAsync();
        puppet.NextTurn();
        puppet.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "c1", Name = "lamp" }] });
        Assert.False((await client.UntilAsync("toolCall.functionCalls"))[0].TryGetProperty("id", out _));
        await client.SendAsync("""{"toolResponse":{"functionResponses":[{"name":"lamp","response":{"output":1}}]}}""");
        await Cortex.Testing.Patience.Until(() => puppet.Heard.Count == 1, "the answer");
        Assert.Equal(["tool c1 lamp "], puppet.Heard);
        puppet.SayText(" done");
        var turn = await client.UntilAsync("serverContent.modelTurn");
        Assert.Equal("model", turn.GetProperty("role").GetString());
        Assert.Equal("audio/pcm", turn.GetProperty("parts")[0].GetProperty("inlineData").GetProperty("mimeType").GetString());
    }
}
