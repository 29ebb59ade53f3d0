using Cortex.Engines.Tests.Ladder;
using Cortex.Engines.Tools;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Tools;

/// <summary>Calls are answered inside; the holder sees a stream as if there had been none, and is told.</summary>
public sealed class ToolEngineTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly PuppetEngine _puppet;
    private readonly TaskCompletionSource _hangs = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ToolEngineTests() => _puppet = new PuppetEngine("live", _clock);

    private PuppetConversation Model => _puppet.Now;

    [Fact]
    public async Task Own_calls_are_answered_once_and_told_others_pass()
    {
        await using var ear = new Listener(Open(new Setup { Tools = [new Tool { FunctionDeclarations = [new FunctionDeclaration { Name = "lamp" }] }] }));
        Assert.Equal(["lamp", "clock", "hang"], Model.Setup.Tools!.SelectMany(static tool => tool.FunctionDeclarations!).Select(static one => one.Name));

        Model.Speak("let me look");
        Call(("1", "clock"), ("2", "lamp"));
        await Patience.Until(() => Model.Heard.Contains("tool(1)", StringComparison.Ordinal), "the answer");
        Model.Speak("it is noon");
        Model.End();

        await ear.Until(static item => item.Notice is ToolUsed { Use: ToolUse.Answered }, "the word that it was answered");
        Assert.Equal([ToolUse.Running, ToolUse.Answered], ear.Notices<ToolUsed>().Select(static used => used.Use));
        Assert.Equal(["2"], ear.Messages<ToolCall>().SelectMany(static call => call.FunctionCalls).Select(static call => call.Id));
        Assert.Single(Model.Heard.Split(' '), static word => word == "tool(1)");
        Model.Say(new ToolCallCancellation { Ids = ["2"] });
    }

    [Fact]
    public async Task A_call_that_is_alone_leaves_its_usage()
    {
        await using var ear = new Listener(Open());
        Model.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "1", Name = "clock" }], UsageMetadata = new UsageMetadata { TotalTokenCount = 9 } });
        await ear.Until(static item => item.Message is UsageReport { UsageMetadata.TotalTokenCount: 9 }, "the usage");
        Assert.Empty(ear.Messages<ToolCall>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_called_off_is_stopped_and_not_answered(bool byInterruption)
    {
        await using var ear = new Listener(Open());
        Model.Speak();
        Call(("1", "hang"));
        await _hangs.Task.Within("the tool's start");
        Model.Say(byInterruption ? new ServerContent { Interrupted = true } : new ToolCallCancellation { Ids = ["1"] });
        await _cancelled.Task.Within("the tool's cancellation");
        Model.End();
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the end of the turn");
        Assert.DoesNotContain("tool(", Model.Heard, StringComparison.Ordinal);
        Assert.Empty(ear.Messages<ToolCallCancellation>());
    }

    [Fact]
    public async Task What_hangs_is_answered_when_its_time_is_up()
    {
        await using var ear = new Listener(Open());
        Model.Speak();
        Call(("1", "hang"));
        await _hangs.Task.Within("the tool's start");
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Patience.Until(() => Model.Heard.Contains("tool(1)", StringComparison.Ordinal), "the answer that there is none");
        Model.End();
    }

    [Fact]
    public async Task A_conversation_that_ends_in_the_middle_of_a_call_ends_well()
    {
        await using var ear = new Listener(Open());
        Model.Speak();
        Call(("1", "hang"));
        await _hangs.Task.Within("the tool's start");
        Model.Die(CloseClass.Network);
        await ear.UntilClosed();
        await _cancelled.Task.Within("the tool's cancellation");
    }

    [Fact]
    public async Task The_holders_own_tool_of_the_same_name_is_theirs()
    {
        await using var ear = new Listener(Open(new Setup { Tools = [new Tool { FunctionDeclarations = [new FunctionDeclaration { Name = "clock" }] }] }));
        Call(("1", "clock"));
        await ear.Until(static item => item.Message is ToolCall, "the call");
        Assert.Empty(ear.Notices<ToolUsed>());
        Model.Say(new ToolCallCancellation { Ids = ["1"] });
    }

    [Fact]
    public async Task A_holder_cannot_answer_a_call_that_is_answered_inside()
    {
        var conversation = Open(new Setup { Tools = [new Tool { FunctionDeclarations = [new FunctionDeclaration { Name = "lamp" }] }] }, isWellFormed: false);
        await using var ear = new Listener(conversation);
        Model.Speak();
        Call(("1", "hang"), ("2", "lamp"));
        await _hangs.Task.Within("the tool's start");
        await ear.Until(static item => item.Message is ToolCall, "the holder's call");
        await conversation.SendAsync(Answers("1"), TestContext.Current.CancellationToken);
        await conversation.SendAsync(Answers("1", "2"), TestContext.Current.CancellationToken);
        Assert.Contains("tool(2)", Model.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain("1", Model.Heard, StringComparison.Ordinal);
        Model.Say(new ToolCallCancellation { Ids = ["1"] });

        static ToolResponse Answers(params string[] ids) =>
            new() { FunctionResponses = [.. ids.Select(static id => new FunctionResponse { Id = id, Name = "x", Response = System.Text.Json.JsonElement.Parse("{}") })] };
    }

    [Fact]
    public void What_somebody_else_asks_is_a_turn_without_words_of_the_wearer()
    {
        var heard = new HeardTurns(transcribes: true);
        heard.Sent(new RealtimeInput { Text = "yes", IsAside = true });
        heard.Received(new LiveEvent(new ServerContent(), default, 1));
        Assert.Equal("", heard.Words(1));
        heard.Sent(new RealtimeInput { Text = "yes" });
        heard.Received(new LiveEvent(new ServerContent(), default, 2));
        Assert.Equal("yes", heard.Words(2));

        var deaf = new HeardTurns(transcribes: false);
        deaf.Received(new LiveEvent(new ServerContent(), default, 1));
        Assert.Null(deaf.Words(1));
        deaf.Sent(new RealtimeInput { Text = "yes", IsAside = true });
        deaf.Received(new LiveEvent(new ServerContent(), default, 2));
        Assert.Equal("", deaf.Words(2));
    }

    private void Call(params (string Id, string Name)[] calls) =>
        Model.Say(new ToolCall { FunctionCalls = [.. calls.Select(static call => new FunctionCall { Id = call.Id, Name = call.Name })] });

    private ILiveConversation Open(Setup? setup = null, bool isWellFormed = true)
    {
        var set = Calls.Of(
            Calls.Tool("clock", "noon"),
            new LocalTool("hang", "Hangs.", null, async (_, cancellation) =>
            {
                cancellation.Register(() => _cancelled.TrySetResult());
                _hangs.TrySetResult();
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                return default;
            }));
        var engine = new ToolEngine(_puppet, () => set.Declarations, set, TimeSpan.FromSeconds(10), _clock, new LogCapture());
        return (isWellFormed ? new WellFormed(engine) : (ILiveEngine)engine).Open(setup ?? new Setup(), ConversationHistory.Empty);
    }
}
