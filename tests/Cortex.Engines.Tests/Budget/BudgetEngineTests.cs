using Cortex.Engines.Budget;
using Cortex.Engines.Tests.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Engines.Tests.Budget;

/// <summary>A conversation is told of its limit, and ends at it after the answer that reached it.</summary>
public sealed class BudgetEngineTests : IDisposable
{
    private static readonly PriceTable OneEach = new() { TextIn = 1_000_000, TextOut = 1_000_000 };

    private readonly PuppetEngine _puppet = new("live", TimeProvider.System);
    private readonly SpendingLedger _ledger = new(new SpendingCaps(PerConversation: 10), null, TimeProvider.System);

    [Fact]
    public async Task Counts_are_added_message_by_message_warned_of_at_four_fifths_and_ended_at_the_limit()
    {
        await using var ear = new Listener(Open());
        _puppet.Now.Answer(tokens: 4);
        _puppet.Now.Answer(tokens: 4);
        await ear.Until(static item => item.Notice is Spent, "the warning");
        Assert.Equal(new Spent(0.8, 8, 10, "conversation"), Assert.Single(ear.Notices<Spent>()));
        _puppet.Now.Answer(tokens: 2);
        var reason = await ear.UntilClosed();
        Assert.Equal(CloseClass.Quota, reason.Class);
        Assert.Equal([0.8, 1.0], ear.Notices<Spent>().Select(static spent => spent.Share));
        Assert.Equal(10, _ledger.SpentHere);
        Assert.True(_puppet.Now.IsOver);
    }

    [Fact]
    public async Task A_limit_reached_in_the_middle_of_an_answer_lets_it_finish()
    {
        await using var ear = new Listener(Open());
        _puppet.Now.Speak("one");
        _puppet.Now.Say(new UsageReport { UsageMetadata = new UsageMetadata { PromptTokenCount = 50 } });
        await ear.Until(static item => item.Notice is Spent { Share: >= 1 }, "the end of the limit");
        Assert.False(_puppet.Now.IsOver);
        _puppet.Now.Speak("two");
        _puppet.Now.End();
        Assert.Equal(CloseClass.Quota, (await ear.UntilClosed()).Class);
        Assert.Equal([" one", " two"], ear.Messages<ServerContent>().Select(static content => content.OutputTranscription?.Text).OfType<string>());
    }

    [Fact]
    public async Task Once_the_limit_is_reached_nothing_is_opened_any_more()
    {
        _ledger.Charge(new UsageMetadata { PromptTokenCount = 10 }, OneEach);
        await using var ear = new Listener(Open());
        Assert.Equal(CloseClass.Quota, (await ear.UntilClosed()).Class);
        Assert.Empty(_puppet.Opened);
        Assert.Equal(1, Assert.Single(ear.Notices<Spent>()).Share);
    }

    [Fact]
    public async Task Another_end_than_the_limits_keeps_its_reason()
    {
        await using var ear = new Listener(Open());
        _puppet.Now.Die(CloseClass.Network, text: "cable");
        Assert.Equal("cable", (await ear.UntilClosed()).Text);
    }

    public void Dispose() => _ledger.Dispose();

    private ILiveConversation Open() =>
        new WellFormed(new BudgetEngine(_puppet, _ledger, OneEach, TimeProvider.System)).Open(LadderStage.Transcribing, ConversationHistory.Empty);
}
