using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Turns;

/// <summary>Reference 3.2 and 4.3: what a turn costs.</summary>
public sealed class UsageTests
{
    [Fact]
    public async Task A_turn_counts_its_words_sound_and_frames_and_the_answers_sound()
    {
        await using var stage = new Stage(TestBrain.Says("An answer of some words.", 2));
        await stage.Send(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", new byte[10]) });
        await stage.Send(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", new byte[10]) });
        await stage.Start();
        await stage.Sound(new short[16_000]);
        await stage.Type("abcdefgh");
        await stage.End();
        await stage.Until("complete");
        var usage = Usage(stage)[0];
        Assert.Equal((2 + 25 + (2 * 258), 50), (usage.PromptTokenCount, usage.ResponseTokenCount));
        Assert.Equal(usage.PromptTokenCount + usage.ResponseTokenCount, usage.TotalTokenCount);
        Assert.Equal([("TEXT", 2), ("AUDIO", 25), ("VIDEO", 516)], usage.PromptTokensDetails!.Select(static one => (one.Modality!.Value, one.TokenCount)));
        Assert.Equal([("AUDIO", 50)], usage.ResponseTokensDetails!.Select(static one => (one.Modality!.Value, one.TokenCount)));
    }

    [Theory]
    [InlineData("MEDIA_RESOLUTION_LOW", 64)]
    [InlineData("MEDIA_RESOLUTION_MEDIUM", 256)]
    [InlineData(null, 258)]
    public async Task A_frame_costs_what_its_resolution_says(string? resolution, int tokens)
    {
        await using var stage = new Stage(TestBrain.Says("Yes.", 1), Stage.Marked(resolution: resolution));
        await stage.Send(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", new byte[10]) });
        await stage.Type("abcd");
        await stage.Until("complete");
        Assert.Equal(1 + tokens, Usage(stage)[0].PromptTokenCount);
    }

    [Fact]
    public async Task The_prompt_is_the_whole_context_and_the_totals_add_up()
    {
        await using var stage = new Stage(TestBrain.Says("Yes.", 1));
        await stage.Type("abcd");
        await stage.Until("complete");
        await stage.Type("abcd");
        await stage.Until("complete sound generated complete");
        var usage = Usage(stage);
        Assert.Equal([1, 1 + 25 + 1], usage.Select(static one => one.PromptTokenCount));
        var totals = stage.Conversation.Stats.Usage;
        Assert.Equal(usage.Sum(static one => one.TotalTokenCount), totals.TotalTokens);
    }

    [Fact]
    public async Task A_brain_that_knows_better_is_believed()
    {
        var usage = new UsageMetadata { PromptTokenCount = 7, ResponseTokenCount = 8, TotalTokenCount = 15 };
        await using var stage = new Stage(new TestBrain(_ => [TestBrain.Say("Yes.", 1), new AnswerUsage(usage)]));
        await stage.Type("abcd");
        await stage.Until("complete");
        Assert.Same(usage, Usage(stage)[0]);
    }

    [Fact]
    public async Task A_cut_answer_costs_what_was_sent_of_it()
    {
        await using var stage = new Stage(TestBrain.Says("Yes.", 60), options: new TurnEngineOptions { Pace = 1 });
        await stage.Type("abcd");
        await stage.Until("sound");
        await stage.Run(2);
        await stage.Start();
        await stage.Until("interrupted complete");
        Assert.Equal(Math.Ceiling(stage.SoundSent.TotalSeconds * 25), Usage(stage)[0].ResponseTokenCount);
        Assert.InRange(stage.SoundSent.TotalSeconds, 2, 2.5);
    }

    [Fact]
    public async Task A_context_that_slides_loses_its_oldest_turns_and_starts_at_a_users()
    {
        var brain = TestBrain.Says("An answer.", 4);
        await using var stage = new Stage(brain, Stage.Marked(
            compression: new ContextWindowCompressionConfig { TriggerTokens = 500, SlidingWindow = new SlidingWindow { TargetTokens = 250 } }));
        for (var turn = 0; turn < 12; turn++)
        {
            await stage.Type($"question {turn}");
            await stage.Until(string.Join(" ", Enumerable.Repeat("sound generated complete", turn + 1)));
        }

        Assert.All(brain.Asked.Skip(1), static asked => Assert.Equal(HistoryRole.User, asked.History.Entries[0].Role));
        Assert.True(brain.Asked[^1].History.Entries.Count < 12);
        Assert.Equal("question 10", brain.Asked[^1].History.Entries[^2].Text);
        Assert.Equal(11, brain.Asked[^1].Turn);
        Assert.All(Usage(stage), static usage => Assert.True(usage.PromptTokenCount < 500));
    }

    private static UsageMetadata[] Usage(Stage stage) => [.. stage.Ear.Events.Select(static item => item.Message?.UsageMetadata).OfType<UsageMetadata>()];
}
