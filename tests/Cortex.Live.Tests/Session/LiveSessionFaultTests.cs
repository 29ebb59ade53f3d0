using System.Net.WebSockets;
using System.Text;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session;

/// <summary>Everything a network and a server can do to a connection, told by a session that has but one.</summary>
public sealed class LiveSessionFaultTests : IDisposable
{
    private const string Speech = """{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"AQIDBA=="}}]}}}""";
    private const string Complete = """{"serverContent":{"turnComplete":true}}""";

    private readonly LiveStage _stage = new(static options => options with { Policy = LiveStage.OneConnection });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_silent_server_ends_the_session_when_the_time_for_the_setup_is_up()
    {
        await using var ear = new Listener(_stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty));
        var peer = await _stage.Server.AcceptAsync();
        await peer.ReceiveAsync();
        await _stage.Clock.RunFor(TimeSpan.FromSeconds(9.9), TimeSpan.FromMilliseconds(100));
        Assert.DoesNotContain(ear.Events, static item => item.Notice is Closed);
        await _stage.Clock.RunUntil(() => ear.Events.Any(static item => item.Notice is Closed), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        var reason = await ear.UntilClosed();
        Assert.Equal(CloseClass.ServerFault, reason.Class);
        Assert.Contains("did not answer the setup within 10 s", reason.Text, StringComparison.Ordinal);
        await peer.ReceiveCloseAsync();
    }

    [Fact]
    public async Task A_dial_that_hangs_is_abandoned_when_the_time_to_connect_is_up()
    {
        var abandoned = new TaskCompletionSource();
        using var stage = new LiveStage(options => options with
        {
            ConnectSocket = async (_, token) =>
            {
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, token);
                }
                finally
                {
                    abandoned.SetResult();
                }

                throw new InvalidOperationException();
            },
        });
        await using var ear = new Listener(stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty));
        await stage.Clock.RunUntil(() => ear.Events.Any(static item => item.Notice is Closed), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(15));
        await abandoned.Task.Within("the dial to be abandoned");
        Assert.Equal((CloseSide.Network, CloseClass.Network), ((await ear.UntilClosed()).Side, (await ear.UntilClosed()).Class));
    }

    [Fact]
    public async Task A_socket_that_comes_after_the_end_is_thrown_away()
    {
        var late = new TaskCompletionSource<WebSocket>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stage = new LiveStage(options => options with { ConnectSocket = (_, _) => new ValueTask<WebSocket>(late.Task) });
        var conversation = stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        var disposing = conversation.DisposeAsync().AsTask();
        using var sockets = InMemorySockets.CreatePair();
        late.SetResult(sockets.Client);
        await disposing.Within("the conversation to be disposed");
        Assert.Equal(CloseReason.Done, await ear.UntilClosed());
        await Patience.Until(() => sockets.Client.State is WebSocketState.Aborted or WebSocketState.Closed, "the socket to be thrown away");
    }

    [Theory]
    [InlineData(1007, "Thinking level must be specified for this model.", CloseClass.RefusedSetup, true)]
    [InlineData(1008, "models/gone is not found for API version v1beta, or is not supported for bidiGenerateContent. Call ListModels", CloseClass.RefusedSetup, true)]
    [InlineData(1011, "You exceeded your current quota, please check your plan and billing details.", CloseClass.Quota, true)]
    [InlineData(1007, "Request contains an invalid argument.", CloseClass.RefusedSetup, true)]
    [InlineData(1007, "Request contains an invalid argument.", CloseClass.LostSession, false)]
    [InlineData(1008, "Connection aborted because the client failed to close the connection after receiving a GoAway signal once the session durat", CloseClass.GoingAway, false)]
    [InlineData(1011, "Internal error encountered.", CloseClass.ServerFault, false)]
    public async Task A_close_of_the_server_ends_the_session_with_its_reason(int code, string text, CloseClass expected, bool beforeSetup)
    {
        var conversation = _stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        await conversation.SendAsync(LiveStage.Sound(), Token);
        var peer = await _stage.Server.AcceptAsync();
        if (beforeSetup)
        {
            await peer.ReceiveAsync();
        }
        else
        {
            await peer.SetUpAsync();
            await peer.ReceiveAsync();
        }

        await peer.CloseAsync(code, text);
        Assert.Equal(new CloseReason(CloseSide.Server, code, text, expected), await ear.UntilClosed());
        await peer.ReceiveCloseAsync();
        Assert.Equal(code, (int)peer.Sockets.Server.CloseStatus!);
        await conversation.DisposeAsync().AsTask().Within("the conversation to be disposed");
        Assert.Equal(beforeSetup ? 0 : 1, conversation.Stats.Connects);
        Assert.Equal(expected, Assert.Single(conversation.Stats.Closes).Class);

        // Before the setup the held sound was lost, and is said before the end.
        Assert.Equal(beforeSetup ? 1 : 0, ear.Notices<Lost>().Count(static lost => lost.What is LostKind.Microphone));
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_of_a_message_is_a_broken_network_and_the_answer_is_closed()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync();
        await peer.SendAsync(Speech);
        await peer.SendAsync("""{"toolCall":{"functionCalls":[{"id":"call-1","name":"f"}]}}""");
        await ear.Until(static item => item.Message is ToolCall, "the call");
        await peer.SendPartAsync(Encoding.UTF8.GetBytes("""{"serverContent":{"modelTurn":"""), last: false);
        peer.Break();
        var reason = await ear.UntilClosed();
        Assert.Equal((CloseSide.Network, 1006, CloseClass.Network), (reason.Side, reason.Code, reason.Class));
        var tail = ear.Events.Skip(ear.Events.Count - 4).ToArray();
        Assert.Equal(["call-1"], Assert.IsType<ToolCallCancellation>(tail[0].Message).Ids);
        Assert.True(Assert.IsType<ServerContent>(tail[1].Message).TurnComplete);
        Assert.Equal(new StateChanged(ConversationState.Ready, ConversationState.Closed, reason.Text), tail[2].Notice);
        Assert.Equal(new Closed(reason), tail[3].Notice);
        await ear.DisposeAsync();
        Assert.Equal(CloseClass.Network, Assert.Single(conversation.Stats.Closes).Class);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused_and_one_at_the_limit_is_not()
    {
        using var stage = new LiveStage(static options => options with { MaxMessageBytes = 100_000, Policy = LiveStage.OneConnection });
        var (_, ear, peer) = await stage.OpenAsync();
        await peer.SendAsync("""{"serverContent":{"outputTranscription":{"text":"#"}}}""".Replace("#", new string('x', 90_000), StringComparison.Ordinal).PadRight(100_000));
        await peer.SendAsync(Complete);
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the end of the turn");
        Assert.Single(ear.Messages<ServerContent>(), static content => content.OutputTranscription is not null);

        await peer.SendAsync(new byte[100_001], fragmentBytes: 30_000);
        Assert.Equal(1009, (await peer.ReceiveCloseAsync()).Code);
        var reason = await ear.UntilClosed();
        Assert.Equal((CloseSide.Client, 1009), (reason.Side, reason.Code));
        Assert.Contains("100000 bytes", reason.Text, StringComparison.Ordinal);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task An_unreadable_message_is_skipped_and_said_and_too_many_in_a_row_end_the_session()
    {
        var (_, ear, peer) = await _stage.OpenAsync();
        await peer.SendAsync("no JSON, and a secret");
        await peer.SendAsync(new byte[] { 0xFF, 0xFE, 0x00 });
        await peer.SendAsync("""{"serverContent":{"turnComplete":"maybe"}}""");
        await peer.SendAsync(Complete);
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the message after the bad ones");
        Assert.Equal(3, ear.Notices<Lost>().Count(static lost => lost.What is LostKind.Events));
        Assert.DoesNotContain("a secret", _stage.Logs.Text, StringComparison.Ordinal);

        for (var i = 0; i < 16; i++)
        {
            await peer.SendAsync("[]");
        }

        Assert.Equal(1007, (await peer.ReceiveCloseAsync()).Code);
        Assert.Equal(CloseClass.ServerFault, (await ear.UntilClosed()).Class);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task A_slow_reader_loses_media_only_and_is_told_how_much()
    {
        var engine = new LiveEngine(_stage.Options, _stage.Clock, _stage.Logs);
        var conversation = new WellFormed(engine).Open(LiveStage.Setup, ConversationHistory.Empty);
        var peer = await _stage.Server.AcceptAsync();
        await peer.SetUpAsync();
        for (var i = 0; i < 400; i++)
        {
            await peer.SendAsync(Speech);
            if (i % 4 == 0)
            {
                await peer.SendAsync("""{"serverContent":{"outputTranscription":{"text":"w"}}}""");
            }
        }

        await peer.SendAsync("""{"serverContent":{"modelTurn":{"parts":[{"text":"kept"},{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"AQIDBA=="}}]},"generationComplete":true}}""");
        await peer.SendAsync(Complete);
        await Patience.Until(() => conversation.Stats.MessagesDown == 503, "everything to be received, though nobody reads");

        await using var ear = new Listener(conversation);
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the end of the turn");
        await peer.PartAsync(conversation);
        var contents = ear.Messages<ServerContent>();
        Assert.Equal(100, contents.Count(static content => content.OutputTranscription is not null));
        Assert.Single(contents, static content => content.GenerationComplete && content.ModelTurn!.Parts is [{ Text: "kept" }]);
        var sounds = contents.Count(static content => content.ModelTurn?.Parts[0].InlineData is not null);
        Assert.InRange(sounds, 150, 256);
        var lost = Assert.Single(ear.Notices<Lost>());
        Assert.Equal((LostKind.Playback, 401 - sounds), (lost.What, lost.Count));
        Assert.Equal((401 - sounds) * 2 / 24.0, lost.Duration.TotalMilliseconds, tolerance: 1);
    }

    [Fact]
    public async Task A_conversation_nobody_reads_ends_before_it_fills_the_memory()
    {
        var conversation = _stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        var peer = await _stage.Server.AcceptAsync();
        await peer.SetUpAsync();
        var closing = peer.ReceiveCloseAsync();
        for (var i = 0; i < 5000 && !closing.IsCompleted && peer.Sockets.Server.State is WebSocketState.Open; i++)
        {
            await peer.SendAsync("""{"voiceActivity":{"type":"ACTIVITY_END"}}""");
        }

        Assert.Equal(1008, (await closing).Code);
        await using var ear = new Listener(conversation);
        Assert.Contains("nobody reads", (await ear.UntilClosed()).Text, StringComparison.Ordinal);
        Assert.InRange(ear.Events.Count, 4096, 4110);
    }

    [Fact]
    public async Task Dispose_is_bounded_when_the_server_never_answers_the_close_and_may_be_called_again()
    {
        var (conversation, ear, _) = await _stage.OpenAsync();
        var disposing = Enumerable.Range(0, 4).Select(_ => conversation.DisposeAsync().AsTask()).ToArray();
        Assert.Equal(CloseReason.Done, await ear.UntilClosed());
        await _stage.Clock.RunUntil(Task.WhenAll(disposing), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        await conversation.DisposeAsync();
        await conversation.SendAsync(LiveStage.Sound(), Token);
        await conversation.SendAsync(new RealtimeInput { Text = "too late" }, Token);
        Assert.Equal([LostKind.Microphone, LostKind.Text], conversation.Stats.Losses.Select(static lost => lost.What));
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_before_anything_was_read_leaves_the_end_to_be_read()
    {
        var conversation = _stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        var peer = await _stage.Server.AcceptAsync();
        await peer.PartAsync(conversation);
        await using var ear = new Listener(conversation);
        Assert.Equal(CloseReason.Done, await ear.UntilClosed());
    }

    [Fact]
    public async Task Every_transition_is_logged()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync();
        await peer.PartAsync(conversation);
        await ear.DisposeAsync();
        Assert.Equal(
            ["New to Dialling on Opened", "Dialling to AwaitingSetup on Dialled", "AwaitingSetup to Open on Received", "Open to Over on Left"],
            _stage.Logs.Lines.Where(static line => line.Event.Id == 1051).Select(static line => line.Message[(line.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }
}
