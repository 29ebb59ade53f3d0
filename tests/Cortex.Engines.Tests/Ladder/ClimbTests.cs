using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>Better rungs are tried in the background and taken at a pause, never in a storm.</summary>
public sealed class ClimbTests
{
    [Fact]
    public async Task It_climbs_back_at_a_pause_and_says_so_in_a_turn_of_its_own()
    {
        await using var stage = await FallenAsync(static _ => { });
        stage.Live.OnQuestion = static live => live.Answer("from above");
        await stage.Run(6);
        await stage.Until("complete [offline>live] 'I am back online.' sound generated complete");
        await stage.Type("and now");
        await stage.Until("complete 'from above' sound generated complete");
        Assert.Equal("text(and now)", stage.Live.Now.Heard);
        Assert.Equal(["asked", "hi", "below"], stage.Live.Now.History.Entries.Select(static entry => entry.Text.Trim()));
        await stage.Until(() => stage.Offline.Alive == 0, "the lower rung is let go");
        Assert.Equal(1, stage.OpenRuns);
    }

    [Fact]
    public async Task A_fall_the_wearer_never_noticed_is_not_spoken_of()
    {
        await using var stage = new LadderStage();
        await stage.Until("ready");
        stage.Live.Now.Die(CloseClass.Network);
        await stage.Until("[live>offline]");
        await stage.Run(8);
        await stage.Until("ready [live>offline] [offline>live]");
    }

    [Fact]
    public async Task It_does_not_change_while_a_question_is_open()
    {
        await using var stage = await FallenAsync(stage => stage.Live.OnOpen = static _ => { });
        await stage.Run(6);
        await stage.Until(() => stage.Live.Opened.Count == 2, "the live rung is tried");
        await stage.Start();
        stage.Live.Now.Ready();
        await stage.Until(() => stage.Live.Alive == 0, "what was tried during a question is let go");
        Assert.EndsWith("complete", stage.Trail, StringComparison.Ordinal);
        stage.Live.OnOpen = static live => live.Ready();
        stage.Offline.OnQuestion = static offline => offline.Answer("still below");
        await stage.End();
        await stage.Until("'still below' sound generated complete");
        await stage.Run(4);
        await stage.Until("[offline>live] 'I am back online.' sound generated complete");
    }

    [Fact]
    public async Task A_rung_that_stays_down_is_tried_one_at_a_time_and_ever_more_seldom()
    {
        await using var stage = await FallenAsync(stage => stage.Live.OnOpen = static live => live.Die(CloseClass.Network));
        var times = new List<double>();
        var start = stage.Clock.GetUtcNow();
        for (var second = 0; second < 900; second++)
        {
            var before = stage.Live.Opened.Count;
            await stage.Run(1, 1);
            Assert.InRange(stage.Live.Alive, 0, 1);
            if (stage.Live.Opened.Count > before)
            {
                times.Add((stage.Clock.GetUtcNow() - start).TotalSeconds);

                // The next try is reckoned from the end of this one, which the pool of a busy machine may leave for later.
                await stage.Until(() => stage.Live.Opened[^1].IsLetGo, "the try is over");
            }
        }

        var gaps = times.Zip(times.Skip(1), static (a, b) => b - a).ToArray();
        Assert.InRange(times.Count, 8, 14);
        Assert.True(gaps[0] < gaps[2] && gaps[^1] <= 123, string.Join(" ", gaps));
        Assert.Empty(stage.Http.Opened);
    }

    [Fact]
    public async Task A_quota_is_left_alone_for_a_minute_and_http_answers_meanwhile()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Quota);
            stage.Http.OnQuestion = static http => http.Answer();
        });
        await stage.Type("hi");
        await stage.Until("generated complete");
        await stage.Run(58, 0.5);
        Assert.Single(stage.Live.Opened);
        await stage.Run(6);
        await stage.Until("[http>live] 'I am back online.' sound generated complete");
    }

    [Fact]
    public async Task When_the_network_is_back_and_live_is_not_http_takes_over()
    {
        await using var stage = await FallenAsync(static stage => stage.Live.OnOpen = static live => live.Die(CloseClass.Quota));
        await stage.Run(6);
        await stage.Until("[offline>http] 'I am back online, a little slower.' sound generated complete");
    }

    [Fact]
    public async Task Jitter_spreads_the_tries()
    {
        foreach (var (jitter, quiet) in new[] { (0.0, 3.8), (1.0, 5.8) })
        {
            await using var stage = await FallenAsync(static stage => stage.Live.OnOpen = static _ => { }, new LadderOptions { Jitter = () => jitter });
            await stage.Run(quiet);
            Assert.Single(stage.Live.Opened);
            await stage.Run(0.5);
            await stage.Until(() => stage.Live.Opened.Count == 2, "the live rung is tried");
        }
    }

    [Fact]
    public async Task A_setup_in_the_middle_holds_for_the_rung_that_stands_and_for_those_that_are_opened_later()
    {
        await using var stage = await FallenAsync(static stage => stage.Live.OnQuestion = static live => live.Answer("from above"));
        await stage.Send(new Setup { Model = "models/test", SystemInstruction = Content.FromText("Be brief.") });
        Assert.Equal("Be brief.", stage.Offline.Now.Setup.SystemInstruction?.Parts[0].Text);
        await stage.Run(6);
        await stage.Until("complete [offline>live] 'I am back online.' sound generated complete");
        Assert.Equal("Be brief.", stage.Live.Now.Setup.SystemInstruction?.Parts[0].Text);
    }

    private static async Task<LadderStage> FallenAsync(Action<LadderStage> prepare, LadderOptions? options = null)
    {
        var stage = new LadderStage(options, prepare: static stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Network);
            stage.Offline.OnQuestion = static offline => offline.Answer("below");
        });
        await stage.Type("hi");
        await stage.Until("generated complete");
        prepare(stage);
        return stage;
    }
}
