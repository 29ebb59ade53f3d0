using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session;

public sealed class LiveSessionTests : IDisposable
{
    private readonly LiveStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Sound_held_while_connecting_follows_the_setup_in_order_and_an_answer_comes_back()
    {
        var conversation = _stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        for (byte i = 0; i < 10; i++)
        {
            await conversation.SendAsync(LiveStage.Sound(i), TestContext.Current.CancellationToken);
        }

        var peer = await _stage.Server.AcceptAsync();
        var setup = await peer.SetUpAsync();
        Assert.Equal("models/gemini-3.8-live", setup.GetProperty("model").GetString());
        for (byte i = 0; i < 10; i++)
        {
            var message = await peer.ReceiveAsync();
            var audio = message.GetProperty("realtimeInput").GetProperty("audio");
            Assert.Equal("audio/pcm;rate=16000", audio.GetProperty("mimeType").GetString());
            Assert.Equal(LiveStage.Bytes(i, 640), audio.GetProperty("data").GetBytesFromBase64());
        }

        await peer.SendAsync("""{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"AQIDBA=="}}]}}}""");
        await peer.SendAsync("""{"serverContent":{"generationComplete":true}}""");
        await peer.SendAsync("""{"serverContent":{"turnComplete":true},"usageMetadata":{"promptTokenCount":7,"responseTokenCount":3,"totalTokenCount":10}}""");
        await ear.Until(item => item.Message is ServerContent { TurnComplete: true }, "turnComplete");
        Assert.Equal((1000, ""), await peer.PartAsync(conversation));

        Assert.Equal(CloseReason.Done, await ear.UntilClosed());
        var sound = Assert.Single(ear.Messages<ServerContent>(), content => content.ModelTurn is not null);
        Assert.Equal([1, 2, 3, 4], sound.ModelTurn!.Parts[0].InlineData!.Value.ToArray());
        Assert.Equal(new UsageTotals(7, 3, 10), conversation.Stats.Usage);
        Assert.Equal(TimeSpan.FromMilliseconds(200), conversation.Stats.AudioUp);
    }
}
