using System.Runtime.CompilerServices;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Xunit.Sdk;

namespace Cortex.Live.Tests.Session;

/// <summary>The checker that guards every other test must itself find each breach, and only breaches.</summary>
public sealed class WellFormedTests
{
    private static readonly Closed End = new(CloseReason.Done);

    public static TheoryData<string, object[]> Breaches => new()
    {
        { "without Closed", [new SetupComplete()] },
        { "after Closed", [End, End] },
        { "came before SetupComplete", [new ServerContent(), End] },
        { "SetupComplete came twice", [new SetupComplete(), new SetupComplete(), End] },
        { "in the middle of an answer", [new SetupComplete(), Speech(), End] },
        { "was not completed", [new SetupComplete(), Speech(), new ServerContent { Interrupted = true }, End] },
        { "more of an answer came after interrupted", [new SetupComplete(), Speech(), new ServerContent { Interrupted = true }, Speech(), End] },
        { "generationComplete came after interrupted", [new SetupComplete(), Speech(), new ServerContent { Interrupted = true, GenerationComplete = true }, End] },
        { "asked twice", [new SetupComplete(), Call("a"), Call("a"), End] },
        { "neither answered nor cancelled", [new SetupComplete(), Call("a"), End] },
        { "cancelled and never asked", [new SetupComplete(), new ToolCallCancellation { Ids = ["a"] }, End] },
        { "the state went from", [new StateChanged(ConversationState.Ready, ConversationState.Closed, ""), End] },
        { "may not go", [new StateChanged(ConversationState.Connecting, ConversationState.HandingOver, ""), End] },
        { "after the state was closed", [new StateChanged(ConversationState.Connecting, ConversationState.Closed, ""), new SetupComplete(), End] },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task A_breach_is_found(string words, object[] events)
    {
        var breach = await Assert.ThrowsAnyAsync<XunitException>(() => ReadAsync(events));
        Assert.Contains(words, breach.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_stream_passes() => await ReadAsync(
        new StateChanged(ConversationState.Connecting, ConversationState.Ready, ""), new SetupComplete(), Speech(), Call("a"), new ServerContent { Interrupted = true },
        new ToolCallCancellation { Ids = ["a"] }, new ServerContent { TurnComplete = true }, new ServerContent { Interrupted = true }, Speech(),
        new ServerContent { GenerationComplete = true }, new ServerContent { TurnComplete = true },
        new StateChanged(ConversationState.Ready, ConversationState.Closed, ""), new Lost(LostKind.Text, default, 1, ""), End);

    [Fact]
    public async Task Media_that_are_looked_at_too_late_are_poison_and_the_engines_own_are_untouched()
    {
        var own = new byte[] { 1, 2, 3, 4 };
        var message = new ServerContent { ModelTurn = new() { Parts = [new Part { InlineData = MediaBytes.FromRaw("audio/pcm", own) }] }, TurnComplete = true };
        MediaBytes kept = default;
        await foreach (var item in Open(new SetupComplete(), message, End).ReceiveAsync(TestContext.Current.CancellationToken))
        {
            if (item.Message is ServerContent content)
            {
                kept = content.ModelTurn!.Parts[0].InlineData!.Value;
                Assert.Equal(own, kept.ToArray());
            }
        }

        Assert.All(kept.ToArray(), static value => Assert.Equal(WellFormed.Poison, value));
        Assert.Equal([1, 2, 3, 4], own);
        Assert.Equal(own, message.ModelTurn.Parts[0].InlineData!.Value.ToArray());
    }

    [Fact]
    public async Task An_engine_that_changes_media_on_loan_is_found()
    {
        var own = new byte[] { 1, 2, 3, 4 };
        var message = new ServerContent { ModelTurn = new() { Parts = [new Part { InlineData = MediaBytes.FromRaw("audio/pcm", own) }] }, TurnComplete = true };
        var breach = await Assert.ThrowsAnyAsync<XunitException>(async () =>
        {
            await foreach (var item in Open(new SetupComplete(), message, End).ReceiveAsync(TestContext.Current.CancellationToken))
            {
                own[0] = item.Message is ServerContent ? (byte)9 : own[0];
            }
        });
        Assert.Contains("media changed", breach.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_a_call_that_was_never_asked_is_found_and_disposing_repeats_it()
    {
        var conversation = Open(End);
        var answer = new ToolResponse { FunctionResponses = [new FunctionResponse { Id = "a", Name = "f" }] };
        await Assert.ThrowsAnyAsync<XunitException>(async () => await conversation.SendAsync(answer, TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<XunitException>(async () => await conversation.DisposeAsync());
    }

    [Fact]
    public async Task What_was_sent_is_poison_for_an_engine_that_keeps_it()
    {
        var engine = new Fake([End]);
        var conversation = new WellFormed(engine).Open(new Setup(), ConversationHistory.Empty);
        await conversation.SendAsync(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm", new byte[4]) }, TestContext.Current.CancellationToken);
        Assert.All(((RealtimeInput)engine.Kept!).Audio!.Value.ToArray(), static value => Assert.Equal(WellFormed.Poison, value));
    }

    private static ServerContent Speech() => new() { ModelTurn = Content.FromText("x") };

    private static ToolCall Call(string id) => new() { FunctionCalls = [new FunctionCall { Id = id, Name = "f" }] };

    private static ILiveConversation Open(params object[] events) => new WellFormed(new Fake(events)).Open(new Setup(), ConversationHistory.Empty);

    private static async Task ReadAsync(params object[] events)
    {
        await foreach (var _ in Open(events).ReceiveAsync(TestContext.Current.CancellationToken))
        {
        }
    }

    private sealed class Fake(object[] events) : ILiveEngine, ILiveConversation
    {
        public string Name => "fake";

        public ConversationStats Stats => ConversationStats.Empty;

        public ClientMessage? Kept { get; private set; }

        public ILiveConversation Open(Setup setup, ConversationHistory history) => this;

        public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
        {
            Kept = message;
            return default;
        }

        public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var item in events)
            {
                await Task.Yield();
                yield return item is Notice notice ? new LiveEvent(notice, 0, 0) : new LiveEvent((ServerMessage)item, 0, 0);
            }
        }

        public ValueTask DisposeAsync() => default;
    }
}
