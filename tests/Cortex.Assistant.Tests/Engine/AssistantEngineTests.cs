using Cortex.Assistant.Engine;
using Cortex.Engines.Budget;
using Cortex.Engines.Ladder;
using Cortex.Engines.Offline;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Assistant.Tests.Engine;

/// <summary>The assistant without devices: any user of the seam can hold a conversation with it.</summary>
public sealed class AssistantEngineTests
{
    private static readonly PriceTable OneEach = new() { TextIn = 1_000_000, TextOut = 1_000_000 };
    private static readonly Setup Plain = new() { Model = "models/test", OutputAudioTranscription = new AudioTranscriptionConfig() };

    [Fact]
    public async Task It_answers_over_the_first_rung_with_its_instruction()
    {
        var seen = new SeenSetups(Offline());
        var assistant = new AssistantEngine(
            [new AssistantRung(new Rung(seen, NeedsNetwork: false))],
            new AssistantOptions { Instruction = Content.FromText("You are Cortex.") }, new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance);
        await using var ear = await AskAsync(assistant);
        Assert.StartsWith("You are Cortex.\n", Assert.Single(seen.Setups).SystemInstruction!.Parts[0].Text);
        Assert.Contains(ear.Messages<ServerContent>(), static content => content.ModelTurn is not null);
    }

    [Fact]
    public async Task An_instruction_of_the_setup_wins()
    {
        var seen = new SeenSetups(Offline());
        var assistant = new AssistantEngine(
            [new AssistantRung(new Rung(seen, NeedsNetwork: false))],
            new AssistantOptions { Instruction = Content.FromText("You are Cortex.") }, new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance);
        await using (new Listener(assistant.Open(new Setup(Plain) { SystemInstruction = Content.FromText("You are somebody else.") }, ConversationHistory.Empty)))
        {
        }

        Assert.StartsWith("You are somebody else.\n", Assert.Single(seen.Setups).SystemInstruction!.Parts[0].Text);
    }

    [Fact]
    public async Task What_is_spent_ends_in_a_rung_that_costs_nothing()
    {
        var ledger = new SpendingLedger(new SpendingCaps(PerConversation: 1), null, TimeProvider.System);
        var assistant = new AssistantEngine(
            [
                new AssistantRung(new Rung(Offline(), NeedsNetwork: true), OneEach),
                new AssistantRung(new Rung(Offline(), NeedsNetwork: false)),
            ],
            new AssistantOptions { Ledger = ledger }, new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance);
        await using var ear = await AskAsync(assistant);
        await ear.Until(static item => item.Notice is RungChanged, "the step down");
        Assert.True(ledger.SpentHere >= 1);
        Assert.Contains(ear.Notices<Spent>(), static spent => spent.Share >= 1);
    }

    [Fact]
    public async Task A_conversation_ended_on_purpose_does_not_count_for_the_next()
    {
        var ledger = new SpendingLedger(new SpendingCaps(PerConversation: 1), null, TimeProvider.System);
        var assistant = new AssistantEngine(
            [new AssistantRung(new Rung(Offline(), NeedsNetwork: true), OneEach)],
            new AssistantOptions { Ledger = ledger }, new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance);
        for (var i = 0; i < 2; i++)
        {
            await using var ear = await AskAsync(assistant);
            Assert.DoesNotContain(ear.Notices<RungChanged>(), static change => change.Why.Contains("limit", StringComparison.Ordinal) && change.From == "none");
        }
    }

    [Fact]
    public async Task What_is_put_around_hears_everything()
    {
        SeenSetups? around = null;
        var assistant = new AssistantEngine(
            [new AssistantRung(new Rung(Offline(), NeedsNetwork: false))],
            new AssistantOptions { Around = [inner => around = new SeenSetups(inner)] }, new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance);
        await using var ear = await AskAsync(assistant);
        Assert.Single(around!.Setups);
    }

    private static TurnEngine Offline() =>
        new(new OfflineBrain(new CueVoice(), null), new TurnEngineOptions { Pace = 20, HoldTurnComplete = false }, TimeProvider.System, NullLoggerFactory.Instance);

    private static async Task<Listener> AskAsync(AssistantEngine assistant)
    {
        var conversation = new WellFormed(assistant).Open(Plain, ConversationHistory.Empty);
        var ear = new Listener(conversation);
        await conversation.SendAsync(new RealtimeInput { Text = "hello" });
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the answer");
        return ear;
    }

    private sealed class SeenSetups(ILiveEngine inner) : ILiveEngine
    {
        public List<Setup> Setups { get; } = [];

        public string Name => inner.Name;

        public ILiveConversation Open(Setup setup, ConversationHistory history)
        {
            Setups.Add(setup);
            return inner.Open(setup, history);
        }
    }
}
