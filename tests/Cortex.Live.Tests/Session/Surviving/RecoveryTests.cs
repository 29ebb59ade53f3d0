using Cortex.Live.Protocol;

namespace Cortex.Live.Tests.Session.Surviving;

/// <summary>Unplanned ends of connections, over sockets in memory and a server played by hand.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly LiveStage _stage = new(static options => options with { Jitter = static () => 0.5 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task An_utterance_that_was_sent_and_not_answered_goes_again_from_its_start_to_a_session_that_does_not_hold_it()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await first.SendAsync(Wire.Handle("h1"));
        await ear.Until(static item => item.Message is SessionResumptionUpdate, "the handle");
        await conversation.SendAsync(new RealtimeInput { ActivityStart = true }, Token);
        for (byte i = 0; i < 8; i++)
        {
            await conversation.SendAsync(LiveStage.Sound(i), Token);
            Assert.Equal(i, Wire.Chunk(await first.ReceiveAsync()));
        }

        first.Break();
        await ear.Until(static item => item.Notice is StateChanged { To: ConversationState.Recovering }, "the recovery");
        for (byte i = 8; i < 12; i++)
        {
            await conversation.SendAsync(LiveStage.Sound(i), Token);
        }

        var second = await _stage.RedialAsync();
        Assert.Equal("h1", Wire.HandleOf(await second.SetUpAsync()));
        for (byte i = 0; i < 12; i++)
        {
            Assert.Equal(i, Wire.Chunk(await second.ReceiveAsync()));
        }

        var replayed = (Replayed)(await ear.Until(static item => item.Notice is Replayed, "the replay to be said")).Notice!;
        Assert.Equal(new Replayed(LostKind.Microphone, TimeSpan.FromMilliseconds(160)), replayed);
        Assert.Empty(conversation.Stats.Losses);
        Assert.Equal((2, 1), (conversation.Stats.Connects, conversation.Stats.Resumes));
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task Words_wait_for_their_sound_and_those_of_an_answer_that_never_sounded_are_nobodys()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await first.SendAsync(Wire.Handle("h1"));
        await conversation.SendAsync(new RealtimeInput { Text = "What is there?" }, Token);
        await first.ReceiveAsync();
        await first.SendAsync(Wire.Words("On the"));
        await first.SendAsync(Wire.Words(" left"));
        await first.SendAsync(Wire.Handle("h2"));
        await ear.Until(static item => item.Message is SessionResumptionUpdate { NewHandle: "h2" }, "the handle");
        first.Break();

        var second = await _stage.RedialAsync();
        await second.SetUpAsync();
        await second.SendAsync(Wire.Words("On your left"));
        await second.SendAsync(Wire.Answer);
        await second.SendAsync(Wire.Words(" a mug."));
        await ear.Until(static item => item.Message is ServerContent { OutputTranscription.Text: " a mug." }, "what has its sound");

        var told = ear.Messages<ServerContent>().Select(static content => content.OutputTranscription?.Text ?? (content.ModelTurn is null ? "" : "sound"));
        Assert.Equal(["On your left", "sound", " a mug."], told);
        await second.SendAsync(Wire.Complete);
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task What_died_is_closed_for_the_reader_and_its_tool_answer_goes_nowhere()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await first.SendAsync(Wire.Handle("h1"));
        await conversation.SendAsync(new RealtimeInput { Text = "Lamp on" }, Token);
        await first.ReceiveAsync();
        await first.SendAsync(Wire.Speech);
        await first.SendAsync("""{"toolCall":{"functionCalls":[{"id":"call-1","name":"f"}]}}""");
        await ear.Until(static item => item.Message is ToolCall, "the call");
        first.Break();
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the end of the turn");
        var tail = ear.Events.Select(static item => item.Message).OfType<ServerMessage>().ToArray()[^2..];
        Assert.Equal(["call-1"], Assert.IsType<ToolCallCancellation>(tail[0]).Ids);
        Assert.True(Assert.IsType<ServerContent>(tail[1]).TurnComplete);
        await conversation.SendAsync(new ToolResponse { FunctionResponses = [new FunctionResponse { Id = "call-1", Name = "f" }] }, Token);

        var second = await _stage.RedialAsync();
        await second.SetUpAsync();
        Assert.Contains("Lamp on", (await second.ReceiveAsync()).GetProperty("clientContent").ToString(), StringComparison.Ordinal);
        Assert.Contains("its result was lost", (await second.ReceiveAsync()).GetProperty("realtimeInput").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains(conversation.Stats.Losses, static lost => lost.What is LostKind.ToolAnswer);
        await conversation.SendAsync(LiveStage.Sound(7), Token);
        Assert.Equal(7, Wire.Chunk(await second.ReceiveAsync()));
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_the_wearer_was_cutting_into_is_closed_as_interrupted()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await conversation.SendAsync(new RealtimeInput { Text = "Tell me a story" }, Token);
        await first.ReceiveAsync();
        await first.SendAsync(Wire.Speech);
        await ear.Until(static item => item.Message is ServerContent { ModelTurn: not null }, "the answer");
        await conversation.SendAsync(new RealtimeInput { ActivityStart = true }, Token);
        first.Break();
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the end of the turn");
        var contents = ear.Messages<ServerContent>();
        Assert.True(contents[^2].Interrupted && contents[^1].TurnComplete);
        var second = await _stage.RedialAsync();
        await second.SetUpAsync();
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }
}
