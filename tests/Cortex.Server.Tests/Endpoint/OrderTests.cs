using System.Net.WebSockets;
using Cortex.Server.Tests.Rig;
using Cortex.Testing;

namespace Cortex.Server.Tests.Endpoint;

public sealed class OrderTests
{
    private const string OrderText = "setup must be the first message and only the first";

    [Fact]
    public async Task A_turn_goes_through_as_the_real_server_frames_it()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.ConnectAsync(rig.Url);
        await client.SendAsync(LiveClient.Setup("\"inputAudioTranscription\":{},\"outputAudioTranscription\":{},\"sessionResumption\":{}"));
        await client.ReceiveAsync();
        Assert.Equal("{\n  \"setupComplete\": {}\n}\n", client.LastText);
        Assert.Equal(26, client.LastText.Length);
        Assert.Equal(WebSocketMessageType.Binary, client.LastType);

        await client.SendAsync("""{"realtime_input":{"audio":{"mimeType":"audio/pcm;rate=16000","data":"AAAAAA=="}}}""");
        var puppet = await rig.PuppetAsync();
        await Patience.Until(() => puppet.Heard.Count == 1, "the audio to arrive");
        Assert.Equal("audio 4 audio/pcm;rate=16000", puppet.Heard[0]);

        puppet.Answer(" What is this?", " A red mug.");
        Assert.Equal(" What is this?", (await client.ReceiveAsync()).GetProperty("serverContent").GetProperty("inputTranscription").GetProperty("text").GetString());
        var first = (await client.ReceiveAsync()).GetProperty("serverContent");
        var sound = first.GetProperty("modelTurn").GetProperty("parts")[0].GetProperty("inlineData");
        Assert.Equal("audio/pcm;rate=24000", sound.GetProperty("mimeType").GetString());
        Assert.Equal(9_600, sound.GetProperty("data").GetBytesFromBase64().Length);
        Assert.Equal(" A red mug.", first.GetProperty("outputTranscription").GetProperty("text").GetString());
        await client.ReceiveAsync();
        Assert.True((await client.ReceiveAsync()).GetProperty("serverContent").GetProperty("generationComplete").GetBoolean());
        var last = await client.ReceiveAsync();
        Assert.True(last.GetProperty("serverContent").GetProperty("turnComplete").GetBoolean());
        Assert.Equal(100, last.GetProperty("usageMetadata").GetProperty("promptTokenCount").GetInt32());
        var update = (await client.ReceiveAsync()).GetProperty("sessionResumptionUpdate");
        Assert.True(update.GetProperty("resumable").GetBoolean());
        Assert.NotEqual("", update.GetProperty("newHandle").GetString());
        await client.CloseAsync();
        await Patience.Until(() => puppet.IsDisposed, "the engine's conversation to be closed with the socket");
    }

    [Theory]
    [InlineData("""{"realtimeInput":{"text":"hello"}}""")]
    [InlineData("""{"clientContent":{"turnComplete":true}}""")]
    [InlineData("""{"toolResponse":{"functionResponses":[]}}""")]
    public async Task Anything_but_a_setup_first_is_refused(string first)
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.ConnectAsync(rig.Url);
        await client.SendAsync(first);
        Assert.Equal((1007, OrderText), await client.UntilClosedAsync());
        Assert.Empty(rig.Puppet.Conversations);
    }

    [Fact]
    public async Task A_second_setup_is_refused_and_another_conversation_goes_on()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var other = await LiveClient.OpenAsync(rig.Url);
        await using var client = await LiveClient.OpenAsync(rig.Url);
        await client.SendAsync(LiveClient.Setup());
        Assert.Equal((1007, OrderText), await client.UntilClosedAsync());
        rig.Puppet.Conversations[0].SayText("still here");
        await other.UntilAsync("serverContent.modelTurn");
    }
}
