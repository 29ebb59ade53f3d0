using Cortex.Live;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>When a rung fails, the next one answers, and the wearer is told once.</summary>
public sealed class StepDownTests
{
    [Fact]
    public async Task A_question_is_answered_by_the_first_rung_while_it_stands()
    {
        await using var stage = new LadderStage(prepare: stage => stage.Live.OnQuestion = static live => live.Answer());
        await stage.Type("hi");
        await stage.Until("ready 'hello' sound generated complete");
        Assert.Empty(stage.Http.Opened);
    }

    [Theory]
    [InlineData(CloseClass.Quota, "quota is used up. Answers come a little slower now.")]
    [InlineData(CloseClass.RefusedSetup, "refused the connection. Answers come a little slower now.")]
    [InlineData(CloseClass.ServerFault, "does not answer. Answers come a little slower now.")]
    [InlineData(CloseClass.LostSession, "does not answer. Answers come a little slower now.")]
    public async Task A_rung_that_dies_with_a_question_open_is_followed_by_the_next_which_is_asked_again(CloseClass meaning, string told)
    {
        await using var stage = new LadderStage(prepare: stage =>
        {
            stage.Live.OnQuestion = live => live.Die(meaning);
            stage.Http.OnQuestion = static http => http.Answer("from below");
        });
        await stage.Type("what is this");
        await stage.Until("'from below' sound generated complete");
        Assert.Contains("[live>http]", stage.Trail, StringComparison.Ordinal);
        Assert.Contains(told + "' sound 'from below'", stage.Trail, StringComparison.Ordinal);
        Assert.Equal("text(what is this)", stage.Http.Now.Heard);
        Assert.Empty(stage.Offline.Opened);
    }

    [Fact]
    public async Task A_fault_of_the_network_skips_what_needs_the_network()
    {
        await using var stage = new LadderStage(prepare: stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Network);
            stage.Offline.OnQuestion = static offline => offline.Answer("a street");
        });
        await stage.Type("hi");
        await stage.Until("[live>offline] 'I have lost the connection. I am working offline.' sound 'a street' sound generated complete");
        Assert.Empty(stage.Http.Opened);
    }

    [Fact]
    public async Task A_spoken_question_is_asked_again_with_its_sound_and_the_newest_frame()
    {
        await using var stage = new LadderStage(prepare: stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Quota);
            stage.Http.OnQuestion = static http => http.Answer();
        });
        await stage.Frame(1, 2, 3);
        await stage.Frame(4, 5, 6);
        await stage.Start();
        await stage.Sound(2, value: 7);
        await stage.End();
        await stage.Until("generated complete");
        Assert.Equal("start frame sound end", stage.Http.Now.Heard);
        Assert.Equal(TimeSpan.FromSeconds(2), stage.Http.Now.Sound);
        Assert.All(stage.Http.Now.LastSound, static value => Assert.Equal(7, value));
        Assert.True(stage.Http.Now.Setup.RealtimeInputConfig!.AutomaticActivityDetection!.Disabled);
    }

    [Fact]
    public async Task A_rung_that_dies_while_the_wearer_speaks_loses_no_word()
    {
        await using var stage = new LadderStage(prepare: stage => stage.Offline.OnQuestion = static offline => offline.Answer());
        await stage.Start();
        await stage.Sound(1);
        stage.Live.Now.Die(CloseClass.Network);
        await stage.Until("[live>offline]");
        await stage.Sound(1);
        await stage.End();
        await stage.Until("generated complete");
        Assert.Equal("start sound end", stage.Offline.Now.Heard);
        Assert.Equal(TimeSpan.FromSeconds(2), stage.Offline.Now.Sound);
    }

    [Fact]
    public async Task Without_a_question_the_wearer_is_told_with_the_next_answer()
    {
        await using var stage = new LadderStage(prepare: stage => stage.Http.OnQuestion = static http => http.Answer());
        await stage.Until("ready");
        stage.Live.Now.Die(CloseClass.Quota);
        await stage.Until("ready [live>http]");
        await stage.Type("hi");
        await stage.Until("[live>http] 'The service's quota is used up. Answers come a little slower now.' sound 'hello' sound generated complete");
        await stage.Type("again");
        await stage.Until("complete 'hello' sound generated complete");
    }

    [Fact]
    public async Task When_every_rung_failed_the_reason_is_spoken()
    {
        await using var stage = new LadderStage(prepare: stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Network);
            stage.Offline.OnQuestion = static offline => offline.Die(CloseClass.ServerFault);
        });
        await stage.Type("hi");
        await stage.Until("[offline>none] 'The service does not answer. I cannot answer now. Please try again in a while.' sound generated complete");
        stage.Offline.OnQuestion = static offline => offline.Answer("back");
        await stage.Type("again");
        await stage.Until("[none>offline] 'back' sound generated complete");
        Assert.Equal("text(again)", stage.Offline.Now.Heard);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_breaks_off_is_said_so_and_never_begun_again(bool cuts)
    {
        await using var stage = new LadderStage(prepare: stage =>
        {
            stage.Live.OnQuestion = live =>
            {
                live.Speak("half of");
                live.Die(CloseClass.ServerFault, cuts);
            };
        });
        await stage.Type("hi");
        await stage.Until("[live>http]");
        Assert.Equal("ready 'half of' sound 'The answer broke off. Please ask again.' sound generated complete [live>http]", stage.Trail);
        Assert.Equal("", stage.Http.Now.Heard);
    }

    [Fact]
    public async Task A_rung_that_is_not_ready_in_10_seconds_has_failed_whoever_waits()
    {
        await using var stage = new LadderStage(prepare: static stage => stage.Live.OnOpen = static live => live.To(ConversationState.Recovering));
        await stage.Run(9.8);
        Assert.Equal("", stage.Trail);
        await stage.Run(0.3);
        await stage.Until("[live>offline] ready");
    }

    [Fact]
    public async Task Somebody_who_marks_nothing_is_listened_to_below_and_told()
    {
        await using var stage = new LadderStage();
        await stage.Until("ready");
        stage.Live.Now.Die(CloseClass.Network);
        await stage.Until("[live>offline]");
        Assert.Null(stage.Offline.Now.Setup.RealtimeInputConfig);
        await stage.Sound(1);
        stage.Offline.Now.Answer();
        await stage.Until("'I have lost the connection. I am working offline.' sound 'hello' sound generated complete");
    }

    [Fact]
    public async Task No_sign_of_life_for_18_seconds_is_a_failure()
    {
        await using var stage = new LadderStage(prepare: stage => stage.Http.OnQuestion = static http => http.Answer());
        await stage.Until("ready");
        await stage.Type("hi");
        await stage.Run(17.8);
        Assert.Equal("ready", stage.Trail);
        await stage.Run(0.3);
        await stage.Until("[live>http] 'The service does not answer. Answers come a little slower now.' sound 'hello' sound generated complete");
        await stage.Until(() => stage.Live.Alive == 0, "the silent one is let go");
    }
}
