using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session.Surviving;

/// <summary>Planned changes of connection, over sockets in memory and a server played by hand.</summary>
public sealed class HandoverTests : IDisposable
{
    private readonly LiveStage _stage = new(static options => options with { Watch = LiveStage.Unwatched });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_quiet_session_goes_over_at_once_with_the_handle_and_every_chunk_arrives_once_and_in_order()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        for (byte i = 0; i < 5; i++)
        {
            await conversation.SendAsync(LiveStage.Sound(i), Token);
            Assert.Equal(i, Wire.Chunk(await first.ReceiveAsync()));
        }

        await first.SendAsync(Wire.Handle("h1"));
        await first.SendAsync(Wire.GoAway(50));
        Assert.Equal(1000, (await first.ReceiveCloseAsync()).Code);
        for (byte i = 5; i < 10; i++)
        {
            await conversation.SendAsync(LiveStage.Sound(i), Token);
        }

        var second = await _stage.Server.AcceptAsync();
        var setup = await second.SetUpAsync();
        Assert.Equal("h1", setup.GetProperty("sessionResumption").GetProperty("handle").GetString());
        Assert.Equal("models/gemini-3.8-live", setup.GetProperty("model").GetString());
        for (byte i = 5; i < 10; i++)
        {
            Assert.Equal(i, Wire.Chunk(await second.ReceiveAsync()));
        }

        await ear.Until(static item => item.Notice is StateChanged { From: ConversationState.HandingOver, To: ConversationState.Ready }, "ready again");
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
        Assert.Equal(
            [ConversationState.Ready, ConversationState.HandingOver, ConversationState.Ready, ConversationState.Closed],
            ear.Notices<StateChanged>().Select(static change => change.To));
        Assert.Equal((2, 1), (conversation.Stats.Connects, conversation.Stats.Resumes));
        Assert.Empty(conversation.Stats.Losses);
        Assert.Single(ear.Messages<SetupComplete>());
    }

    [Fact]
    public async Task It_waits_for_the_end_of_the_answer_and_for_the_handle_that_holds_it()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await first.SendAsync(Wire.Handle("old"));
        await conversation.SendAsync(new RealtimeInput { Text = "What is this?" }, Token);
        await first.ReceiveAsync();
        await first.SendAsync(Wire.Speech);
        await first.SendAsync(Wire.GoAway(50));
        await first.SendAsync(Wire.Complete);
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the end of the turn");
        Assert.DoesNotContain(ear.Notices<StateChanged>(), static change => change.To is ConversationState.HandingOver);
        await first.SendAsync(Wire.Handle("new"));
        await first.ReceiveCloseAsync();
        var second = await _stage.Server.AcceptAsync();
        Assert.Equal("new", Wire.HandleOf(await second.SetUpAsync()));
        Assert.DoesNotContain(ear.Messages<ServerContent>(), static content => content.Interrupted);
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task A_setup_in_the_middle_holds_from_the_next_connection_which_is_made_when_it_is_quiet()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await conversation.SendAsync(new RealtimeInput { Text = "What is this?" }, Token);
        await first.ReceiveAsync();
        await first.SendAsync(Wire.Speech);
        await ear.Until(static item => item.Message is ServerContent { ModelTurn: not null }, "the answer");
        await conversation.SendAsync(new Setup { Model = "models/another", SystemInstruction = Content.FromText("Be brief.") }, Token);
        await conversation.SendAsync(new Setup { Model = "models/another", SystemInstruction = Content.FromText("Be long.") }, Token);
        Assert.DoesNotContain(ear.Notices<StateChanged>(), static change => change.To is ConversationState.HandingOver);
        await first.SendAsync(Wire.Complete);
        await first.SendAsync(Wire.Handle("h1"));
        Assert.Equal(1000, (await first.ReceiveCloseAsync()).Code);

        var second = await _stage.Server.AcceptAsync();
        var setup = await second.SetUpAsync();
        Assert.Equal("h1", Wire.HandleOf(setup));
        Assert.Equal("models/gemini-3.8-live", setup.GetProperty("model").GetString());
        Assert.Equal("Be long.", setup.GetProperty("systemInstruction").GetProperty("parts")[0].GetProperty("text").GetString());
        await ear.Until(static item => item.Notice is StateChanged { From: ConversationState.HandingOver, To: ConversationState.Ready }, "ready again");
        Assert.Single(ear.Messages<SetupComplete>());
        Assert.DoesNotContain(ear.Messages<ServerContent>(), static content => content.Interrupted);
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
        Assert.Equal((2, 1), (conversation.Stats.Connects, conversation.Stats.Resumes));
        Assert.Empty(conversation.Stats.Losses);
    }

    [Fact]
    public async Task A_setup_before_anything_was_said_changes_the_connection_at_once_without_a_handle()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await conversation.SendAsync(new Setup { SystemInstruction = Content.FromText("Be brief.") }, Token);
        Assert.Equal(1000, (await first.ReceiveCloseAsync()).Code);
        var second = await _stage.Server.AcceptAsync();
        Assert.Equal("Be brief.", (await second.SetUpAsync()).GetProperty("systemInstruction").GetProperty("parts")[0].GetProperty("text").GetString());
        await ear.Until(static item => item.Notice is StateChanged { From: ConversationState.HandingOver, To: ConversationState.Ready }, "ready again");
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task The_deadline_is_kept_by_a_timer_and_closes_the_answer_for_the_reader()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await first.SendAsync(Wire.Handle("h"));
        await conversation.SendAsync(new RealtimeInput { Text = "Tell me a long story." }, Token);
        await first.ReceiveAsync();
        await first.SendAsync(Wire.Speech);
        await first.SendAsync("""{"serverContent":{"outputTranscription":{"text":"Once upon"}}}""");
        await first.SendAsync(Wire.GoAway(50));
        await ear.Until(static item => item.Message is GoAway, "goAway");
        await _stage.Clock.RunFor(TimeSpan.FromSeconds(45), TimeSpan.FromMilliseconds(500));
        Assert.DoesNotContain(ear.Notices<StateChanged>(), static change => change.To is ConversationState.HandingOver);
        await _stage.Clock.RunUntil(() => _stage.Server.Connections == 1 && ear.Notices<StateChanged>().Any(static change => change.To is ConversationState.HandingOver), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(3));
        Assert.Equal(1000, (await first.ReceiveCloseAsync()).Code);
        var second = await _stage.Server.AcceptAsync();
        await second.SetUpAsync();
        var missing = (await second.ReceiveAsync()).GetProperty("clientContent");
        Assert.Contains("Once upon", missing.ToString(), StringComparison.Ordinal);
        Assert.False(missing.TryGetProperty("turnComplete", out var complete) && complete.GetBoolean());
        Assert.Contains("Go on", (await second.ReceiveAsync()).GetProperty("realtimeInput").GetProperty("text").GetString(), StringComparison.Ordinal);
        var contents = ear.Messages<ServerContent>();
        Assert.True(contents[^1].TurnComplete);
        Assert.DoesNotContain(contents, static content => content.Interrupted);
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_that_was_received_whole_is_not_cut_by_the_deadline()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await conversation.SendAsync(new RealtimeInput { Text = "What is this?" }, Token);
        await first.ReceiveAsync();
        await first.SendAsync(Wire.Speech);
        await first.SendAsync("""{"serverContent":{"generationComplete":true}}""");
        await first.SendAsync(Wire.GoAway(1));
        await ear.Until(static item => item.Message is GoAway, "goAway");
        await _stage.Clock.RunFor(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100));
        await first.ReceiveCloseAsync();
        var second = await _stage.Server.AcceptAsync();
        await second.SetUpAsync();
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the end of the turn");
        Assert.DoesNotContain(ear.Messages<ServerContent>(), static content => content.Interrupted);
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }
}
