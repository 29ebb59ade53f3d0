using System.Text.Json;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Live.Tests.Session.Surviving;

namespace Cortex.Live.Tests.Session.Watch;

/// <summary>What becomes of the watch's verdicts in a whole session: on the wire, and before the reader (reference 9).</summary>
public sealed class WatchedSessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silence_leads_to_a_word_a_nudge_another_connection_and_the_end()
    {
        using var stage = await WatchedStage.AskedAsync("h1");
        stage.Pass(6);
        await stage.ToldAsync(SilenceStep.SpokenWord);
        stage.Pass(2);
        Assert.Equal(WatchPolicy.Default.NudgeText, await stage.TextAsync());
        await stage.ToldAsync(SilenceStep.Nudged);
        stage.Pass(4);
        await stage.ToldAsync(SilenceStep.Resumed);
        Assert.Equal("h1", await stage.NextAsync());
        Assert.Equal("What is this?", await stage.TextAsync());
        stage.Pass(6);
        await stage.ToldAsync(SilenceStep.GivenUp);
        var reason = await stage.Ear.UntilClosed();
        Assert.Equal(CloseClass.ServerFault, reason.Class);
        Assert.StartsWith("no sign of life of the model, nor after a change of connection for 18 s", reason.Text, StringComparison.Ordinal);
        Assert.Equal(4, stage.Ear.Notices<Silent>().Count);
        await stage.Peer.ReceiveCloseAsync();
        await stage.Ear.DisposeAsync();
    }

    [Fact]
    public async Task A_silent_turn_is_mended_within_the_wearers_turn()
    {
        using var stage = await WatchedStage.AskedAsync();
        await stage.SaysAsync(Wire.Complete);
        Assert.Equal(WatchPolicy.Default.NudgeText, await stage.TextAsync());
        await stage.SaysAsync(Answers.Words("A red mug."), Answers.Speech(0.5), Answers.Generated, Wire.Complete);
        Assert.Equal([(1, false), (1, true)], stage.Ends);
        await stage.AsksAsync("And this?");
        await stage.SaysAsync(Answers.Speech(0.5), Answers.Generated, Wire.Complete);
        Assert.Equal((2, true), stage.Ends.Last());
        await stage.PartAsync();
    }

    [Fact]
    public async Task Two_silent_turns_start_a_fresh_session_that_is_asked_again()
    {
        using var stage = await WatchedStage.AskedAsync("h1");
        await stage.SaysAsync(Wire.Complete);
        Assert.Equal(WatchPolicy.Default.NudgeText, await stage.TextAsync());
        await stage.Peer.SendAsync(Wire.Complete);
        Assert.Null(await stage.NextAsync());
        Assert.Equal("What is this?", await stage.TextAsync());
        await stage.SaysAsync(Answers.Speech(0.5), Answers.Generated, Wire.Complete);
        Assert.Equal([(1, false), (1, false), (1, true)], stage.Ends);
        await stage.PartAsync();
    }

    [Fact]
    public async Task An_answer_too_soft_to_be_heard_is_asked_for_again_in_the_same_turn()
    {
        using var stage = await WatchedStage.AskedAsync();
        await stage.SaysAsync(Answers.Words("A red mug."), Answers.Soft(2), Answers.Generated, Wire.Complete);
        Assert.Equal(WatchPolicy.Default.NudgeText, await stage.TextAsync());
        await stage.SaysAsync(Answers.Words("A red mug."), Answers.Speech(2), Answers.Generated, Wire.Complete);
        Assert.Equal([(1, false), (1, true)], stage.Ends);
        await stage.PartAsync();
    }

    [Fact]
    public async Task A_held_tone_is_cut_for_the_reader_and_the_rest_is_asked_for()
    {
        using var stage = await WatchedStage.AskedAsync();
        await stage.SaysAsync(Answers.Words("It is a"), Answers.Speech(1), Answers.Tone(1), Answers.Tone(1));
        await stage.Ear.Until(static item => item.Message is ServerContent { Interrupted: true }, "the cut");
        Assert.Equal(WatchPolicy.Default.ContinueText, await stage.TextAsync());
        var heard = stage.Ear.Messages<ServerContent>().Count(static content => content.ModelTurn is not null);
        await stage.SaysAsync(Wire.Complete, Answers.Words("red mug."), Answers.Speech(1), Answers.Generated, Wire.Complete);
        Assert.Equal(heard + 1, stage.Ear.Messages<ServerContent>().Count(static content => content.ModelTurn is not null));
        Assert.Equal(2, stage.Ends.Count());
        await stage.PartAsync();
    }

    [Fact]
    public async Task The_rest_of_a_held_tone_is_kept_from_the_reader()
    {
        using var stage = await WatchedStage.AskedAsync();
        await stage.SaysAsync(Answers.Words("It is a"), Answers.Speech(1), Answers.Tone(1), Answers.Tone(1));
        await stage.Ear.Until(static item => item.Message is ServerContent { Interrupted: true }, "the cut");
        var before = stage.Conversation.Stats.MessagesDown;
        await stage.Peer.SendAsync(Answers.Tone(1));
        await stage.Peer.SendAsync(Wire.Complete);
        await stage.Ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the end of it");
        Assert.Equal(before + 2, stage.Conversation.Stats.MessagesDown);
        Assert.True(stage.Ear.Messages<ServerContent>()[^2].Interrupted);
        await stage.PartAsync();
    }

    [Fact]
    public async Task An_answer_cut_though_nobody_spoke_is_asked_to_go_on_when_it_does_not()
    {
        using var stage = await WatchedStage.AskedAsync();
        await stage.SaysAsync(Answers.Words("It is a"), Answers.Speech(1), Answers.Interrupted, Wire.Complete);
        stage.Pass(6);
        await stage.ToldAsync(SilenceStep.SpokenWord);
        stage.Pass(2);
        Assert.Equal(WatchPolicy.Default.ContinueText, await stage.TextAsync());
        await stage.SaysAsync(Answers.Words("red mug."), Answers.Speech(1), Answers.Generated, Wire.Complete);
        stage.Pass(60);
        Assert.Equal(2, stage.Ear.Notices<Silent>().Count);
        await stage.PartAsync();
    }

    [Fact]
    public async Task A_connection_that_brings_a_whole_answer_and_never_its_end_is_left_after_12_s()
    {
        using var stage = await WatchedStage.AskedAsync("h1");
        await stage.SaysAsync(Answers.Words("A red mug."), Answers.Speech(3), Answers.Generated);
        stage.Pass(3, 6, 2, 3.9);
        Assert.Empty(stage.Ear.Notices<Silent>());
        stage.Pass(0.2);
        Assert.Equal("h1", await stage.NextAsync());
        Assert.Equal([(1, true)], stage.Ends);

        // The new connection is told what the old one said, and asked nothing.
        Assert.Contains("A red mug.", (await stage.Peer.ReceiveAsync()).GetProperty("clientContent").ToString(), StringComparison.Ordinal);
        stage.Pass(60);
        await stage.AsksAsync("And this?");
        await stage.PartAsync();
    }

    [Fact]
    public async Task A_transcript_in_a_foreign_tongue_opens_nothing_and_ends_nothing()
    {
        using var stage = await WatchedStage.AskedAsync();
        await stage.SaysAsync(Answers.Heard("Was ist das?"), Answers.Words("A red mug."), Answers.Speech(1), Answers.Heard("Qu'est-ce"), Answers.Generated, Wire.Complete, Answers.Heard("que c'est"));
        stage.Pass(60);
        Assert.Equal([(1, true)], stage.Ends);
        Assert.All(stage.Ear.Events.Where(static item => item.Message is ServerContent { InputTranscription: not null }).Take(2), static item => Assert.Equal(1, item.Turn));
        await stage.PartAsync();
    }

    [Fact]
    public async Task A_call_that_comes_twice_is_done_once_and_answered_once()
    {
        using var stage = await WatchedStage.AskedAsync();
        await stage.SaysAsync(Answers.Calls("a"), Answers.Calls("a"), Answers.Calls("a", "b"));
        Assert.Equal(["a", "b"], stage.Ear.Messages<ToolCall>().SelectMany(static call => call.FunctionCalls).Select(static call => call.Id));
        Assert.Equal(2, stage.Ear.Notices<Warned>().Count(static warned => warned.Text.Contains("twice", StringComparison.Ordinal)));
        await stage.Conversation.SendAsync(Done("a", "b"), Token);
        Assert.Equal(2, (await stage.Peer.ReceiveAsync()).GetProperty("toolResponse").GetProperty("functionResponses").GetArrayLength());
        await stage.SaysAsync(Answers.Calls("a"), Answers.Speech(1), Answers.Generated, Wire.Complete);
        Assert.Equal([(1, true)], stage.Ends);
        await stage.PartAsync();
    }

    [Fact]
    public async Task Stray_sound_after_a_call_ends_no_turn_and_is_no_answer_to_wait_for()
    {
        using var stage = await WatchedStage.AskedAsync();
        await stage.SaysAsync(Answers.Calls("a"), Answers.Speech(0.4), Wire.Complete);
        stage.Pass(30);
        Assert.Empty(stage.Ear.Notices<Silent>());
        await stage.Conversation.SendAsync(Done("a"), Token);
        Assert.True((await stage.Peer.ReceiveAsync()).TryGetProperty("toolResponse", out _));
        await stage.SaysAsync(Answers.Words("Done."), Answers.Speech(1), Answers.Generated, Wire.Complete);
        Assert.Equal([1, 1], stage.Ends.Select(static end => end.Turn));
        await stage.AsksAsync("And this?");
        await stage.SaysAsync(Answers.Speech(1), Answers.Generated, Wire.Complete);
        Assert.Equal((2, true), stage.Ends.Last());
        await stage.PartAsync();
    }

    private static ToolResponse Done(params string[] ids) => new()
    {
        FunctionResponses = [.. ids.Select(static id => new FunctionResponse { Id = id, Name = "lamp", Response = JsonElement.Parse("""{"output":"ok"}""") })],
    };
}
