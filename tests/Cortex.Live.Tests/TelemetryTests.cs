using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Live.Tests.Session;
using Cortex.Live.Tests.Session.Surviving;
using Cortex.Live.Tests.Session.Watch;
using Cortex.Testing;

namespace Cortex.Live.Tests;

/// <summary>What the meter and the spans tell of sessions. The meter is the whole process's, so nothing runs beside.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests : IDisposable
{
    private const string Words = "what nobody may read";
    private readonly TelemetryEar _ear = new("Cortex.Live");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ear.Dispose();

    [Fact]
    public async Task A_life_of_faults_is_told_by_every_instrument()
    {
        await HandOverAsync();
        await RecoverAsync();
        await LoseAsync();
        await FallSilentAsync();

        Assert.Equal(_ear.Instruments, _ear.Told);
        Assert.Contains(_ear.Of("cortex.live.gap"), static one => one.Tags is "cause=HandingOver");
        Assert.Contains(_ear.Of("cortex.live.gap"), static one => one is { Value: > 0, Tags: "cause=Recovering" });
        Assert.Contains((50, "cause=LongGap kind=Microphone"), _ear.Of("cortex.live.lost"));
        Assert.Contains((1, "cause=LongGap kind=Microphone"), _ear.Of("cortex.live.lost.audio"));
        Assert.Contains(_ear.Of("cortex.live.closes"), static one => one.Tags.Contains("class=Network", StringComparison.Ordinal));
        const string Model = "gen_ai.operation.name=generate_content gen_ai.provider.name=cortex gen_ai.request.model=gemini-3.8-live gen_ai.token.type=";
        Assert.Contains((7, Model + "input"), _ear.Of("gen_ai.client.token.usage"));
        Assert.Contains((3, Model + "output"), _ear.Of("gen_ai.client.token.usage"));
        Assert.All(_ear.Of("cortex.live.sessions"), static one => Assert.Equal(0, one.Value));
    }

    [Fact]
    public async Task Each_connection_is_a_span_below_whoever_opened_the_conversation()
    {
        using var around = new System.Diagnostics.Activity("the test").Start();
        await RecoverAsync();

        Assert.Equal(2, _ear.Spans.Count);
        Assert.All(_ear.Spans, span => Assert.Equal((around.TraceId, around.SpanId), (span.TraceId, span.ParentSpanId)));
        var (first, second) = (_ear.Spans[0], _ear.Spans[1]);
        Assert.Equal(("cortex.connection", "live.test", "Network", 1), (first.DisplayName, first.GetTagItem("server.address"), first.GetTagItem("cortex.close.class"), first.GetTagItem("cortex.connection.number")));
        Assert.Equal(System.Diagnostics.ActivityStatusCode.Error, first.Status);
        Assert.Equal((true, "Clean"), (second.GetTagItem("cortex.connection.resumed"), second.GetTagItem("cortex.close.class")));
        Assert.Same(around, System.Diagnostics.Activity.Current);
    }

    [Fact]
    public async Task Nothing_that_is_told_holds_a_word_a_handle_or_the_key()
    {
        await HandOverAsync();
        await RecoverAsync();
        await LoseAsync();
        await FallSilentAsync();

        Assert.NotEmpty(_ear.Text);
        foreach (var secret in (string[])[Words, LiveStage.Key, "handle-one", "What is this?", WatchPolicy.Default.NudgeText])
        {
            Assert.DoesNotContain(secret, _ear.Text, StringComparison.Ordinal);
        }
    }

    private static async Task HandOverAsync()
    {
        using var stage = new LiveStage(static options => options with { Watch = LiveStage.Unwatched });
        var (conversation, ear, first) = await stage.OpenAsync();
        await conversation.SendAsync(LiveStage.Sound(), Token);
        await conversation.SendAsync(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", LiveStage.Bytes(9, 100)) }, Token);
        await first.ReceiveAsync();
        await first.ReceiveAsync();
        await first.SendAsync("""{"usageMetadata":{"promptTokenCount":7,"responseTokenCount":3,"totalTokenCount":10}}""");
        await first.SendAsync(Wire.Handle("handle-one"));
        await first.SendAsync(Wire.GoAway(50));
        await first.ReceiveCloseAsync();
        var second = await stage.Server.AcceptAsync();
        await second.SetUpAsync();
        await ear.Until(static item => item.Notice is StateChanged { From: ConversationState.HandingOver, To: ConversationState.Ready }, "ready again");
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    private static async Task RecoverAsync()
    {
        using var stage = new LiveStage(static options => options with { Jitter = static () => 0.5 });
        var (conversation, ear, first) = await stage.OpenAsync();
        await first.SendAsync(Wire.Handle("handle-one"));
        await ear.Until(static item => item.Message is SessionResumptionUpdate, "the handle");
        await conversation.SendAsync(new RealtimeInput { ActivityStart = true }, Token);
        await conversation.SendAsync(LiveStage.Sound(), Token);
        await first.ReceiveAsync();
        first.Break();
        await ear.Until(static item => item.Notice is StateChanged { To: ConversationState.Recovering }, "the recovery");
        stage.Clock.Advance(TimeSpan.FromMilliseconds(20));
        var second = await stage.RedialAsync();
        await second.SetUpAsync();
        await ear.Until(static item => item.Notice is Replayed, "the replay to be said");
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    private static async Task LoseAsync()
    {
        using var stage = new LiveStage();
        var conversation = stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        for (var i = 0; i < 200; i++)
        {
            await conversation.SendAsync(LiveStage.Sound((byte)i), Token);
        }

        await conversation.SendAsync(new RealtimeInput { Text = Words }, Token);
        var peer = await stage.Server.AcceptAsync();
        await peer.SetUpAsync();
        await ear.Until(static item => item.Notice is Lost, "the loss to be said");
        await peer.SendAsync("""{"serverContent":{"outputTranscription":{"text":"#"}}}""".Replace("#", Words, StringComparison.Ordinal));
        await peer.SendAsync(Wire.Answer);
        await ear.Until(static item => item.Message is ServerContent { OutputTranscription: not null }, "the words");
        await peer.SendAsync(Wire.Complete);
        await peer.PartAsync(conversation);
    }

    private static async Task FallSilentAsync()
    {
        using var stage = await WatchedStage.AskedAsync();
        stage.Pass(6);
        await stage.ToldAsync(SilenceStep.SpokenWord);
        await stage.PartAsync();
    }
}
