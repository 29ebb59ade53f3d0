using Cortex.Live.Session;

namespace Cortex.Live.Tests.Session.Watch;

/// <summary>A question is open and the model gives no sign of life.</summary>
public sealed class SilenceTests
{
    [Fact]
    public void Nothing_is_waited_for_before_a_question()
    {
        var watch = new Watched().After(1000);
        Assert.False(watch.Waits);
        Assert.Empty(watch.Verdicts);
    }

    [Fact]
    public void A_question_without_a_sign_of_life_leads_down_the_steps_once()
    {
        Assert.Equal(["7 SpokenWord", "9 Nudge", "13 Resume", "19 GiveUp"], new Watched().Spoken(1).After(1000).Verdicts);
        Assert.Equal(["6 SpokenWord", "8 Nudge", "12 Resume", "18 GiveUp"], new Watched().Typed().After(1000).Verdicts);
    }

    [Fact]
    public void Each_step_is_a_setting_and_may_be_left_out()
    {
        var policy = new WatchPolicy
        {
            SpokenWordAfter = TimeSpan.FromSeconds(1), NudgeAfter = Timeout.InfiniteTimeSpan, ResumeAfter = TimeSpan.FromSeconds(3), GiveUpAfter = TimeSpan.FromSeconds(4),
        };
        Assert.Equal(["1 SpokenWord", "3 Resume", "4 GiveUp"], new Watched(policy).Typed().After(100).Verdicts);
    }

    [Fact]
    public void The_clock_stands_while_the_wearer_speaks()
    {
        Assert.Empty(new Watched().VoiceBegins().After(100).Verdicts);
        Assert.Equal(["106 SpokenWord"], new Watched().VoiceBegins().After(100).VoiceEnds().After(7).Verdicts);
    }

    [Fact]
    public void Each_sign_of_life_starts_the_clock_anew()
    {
        Assert.Equal(["11 SpokenWord"], new Watched().Typed().After(5).Says(" Let").After(7).Verdicts);
        Assert.Equal(["11 SpokenWord"], new Watched().Typed().After(5).Hears(new MessageSigns { HeardWords = true }).After(7).Verdicts);
        Assert.Equal(["11 SpokenWord"], new Watched().Typed().After(5).Hears(new MessageSigns { IsModelTurn = true }).After(7).Verdicts);
    }

    [Fact]
    public void Handles_and_usage_are_no_sign_of_life() =>
        Assert.Equal(["6 SpokenWord"], new Watched().Typed().After(5).Hears(default).After(2).Verdicts);

    [Fact]
    public void Silence_is_counted_from_the_end_of_the_sound_that_came()
    {
        // Ten seconds of sound come at once, and then nothing: the wearer hears something until the tenth second.
        Assert.Equal(["16 SpokenWord", "18 Nudge"], new Watched().Typed().Sound(5).Sound(5).After(20).Verdicts);
    }

    [Fact]
    public void After_an_answer_nothing_is_waited_for()
    {
        var watch = new Watched().Spoken().GoodAnswer().After(1000);
        Assert.Empty(watch.Verdicts);
        Assert.False(watch.Waits);
    }

    [Fact]
    public void Between_an_answers_generation_and_its_end_nobody_is_nudged()
    {
        // The server waits for as long as the sound plays before it says turnComplete.
        Assert.Empty(new Watched().Spoken().Sound(20).Generated().After(30).Ends().After(100).Verdicts);
    }

    [Fact]
    public void A_connection_that_gives_a_whole_answer_and_never_its_end_is_left_and_the_question_with_it()
    {
        // Twenty seconds of sound, heard to the 21st; then the link is dead.
        var watch = new Watched().Spoken().Sound(20).Generated().After(33);
        Assert.Equal(["33 Resume"], watch.Verdicts);
        watch.Ready(false).After(1).Ready(true).After(100);
        Assert.Single(watch.Verdicts);
        Assert.False(watch.Waits);
    }

    [Fact]
    public void A_question_into_a_whole_answer_that_never_ends_is_not_kept_waiting_for_it() =>
        Assert.Equal(["10 SpokenWord", "12 Nudge", "16 Resume"], new Watched().Spoken().Sound(2).Generated().After(2).Spoken(1).After(16).Verdicts.Take(3));

    [Fact]
    public void The_clock_stands_while_a_tool_runs_and_starts_with_its_answer()
    {
        Assert.Equal(["106 SpokenWord"], new Watched().Typed().Calls().After(100).Answered().After(7).Verdicts);
        Assert.Equal(["106 SpokenWord"], new Watched().Typed().Calls(2).After(50).Answered(left: 1).After(50).Answered().After(7).Verdicts);
    }

    [Fact]
    public void A_turn_that_ends_at_a_tool_call_does_not_end_the_question()
    {
        Assert.Equal(["16 SpokenWord"], new Watched().Typed().Calls().Ends(tools: 1).After(10).Answered().After(7).Verdicts);
        // The answer can overtake the end of the call's own turn.
        Assert.Equal(["10 SpokenWord"], new Watched().Typed().Calls().After(1).Answered().After(3).Ends().After(7).Verdicts);
        Assert.Empty(new Watched().Typed().Calls().Ends(tools: 1).After(10).Answered().GoodAnswer().After(100).Verdicts);
    }

    [Fact]
    public void A_tool_that_is_answered_silently_ends_the_question_with_its_turn()
    {
        Assert.Empty(new Watched().Typed().Calls().Answered(silently: true).Ends().After(100).Verdicts);
        Assert.Empty(new Watched().Typed().Sound(1).Calls().Ends(tools: 1).After(10).Answered(silently: true).After(100).Verdicts);
    }

    [Fact]
    public void A_tool_is_waited_for_no_longer_than_its_limit()
    {
        var policy = new WatchPolicy { LongestTool = TimeSpan.FromSeconds(30) };
        Assert.Equal(["36 SpokenWord", "38 Nudge", "42 Resume", "48 GiveUp"], new Watched(policy).Typed().Calls().After(1000).Verdicts);
    }

    [Fact]
    public void The_clock_stands_while_the_request_is_in_progress_but_for_a_limited_time()
    {
        Assert.Empty(new Watched().Typed().Sound(1).Generated().Ends(inProgress: true).After(59).GoodAnswer().After(100).Verdicts);
        Assert.Equal(["67 SpokenWord"], new Watched().Typed().Sound(1).Generated().Ends(inProgress: true).After(68).Verdicts);
        var policy = new WatchPolicy { LongestInProgress = TimeSpan.FromSeconds(10) };
        Assert.Equal(["17 SpokenWord"], new Watched(policy).Typed().Sound(1).Generated().Ends(inProgress: true).After(18).Verdicts);
    }

    [Fact]
    public void While_the_connection_is_made_the_clock_stands_and_starts_anew_when_it_is_ready() =>
        Assert.Equal(["6 SpokenWord", "36 SpokenWord"], new Watched().Typed().After(7).Ready(false).After(23).Ready(true).After(7).Verdicts);

    [Fact]
    public void After_a_change_of_connection_for_silence_the_ladder_goes_on_to_its_end() =>
        Assert.Equal(
            ["6 SpokenWord", "8 Nudge", "12 Resume", "23 GiveUp"],
            new Watched().Typed().After(12).Ready(false).After(5).Ready(true).After(100).Verdicts);

    [Fact]
    public void A_model_that_falls_silent_again_after_a_change_of_connection_is_given_up()
    {
        var watch = new Watched().Typed().After(12).Ready(false).After(1).Ready(true).Sound(1).After(100);
        Assert.Equal(["6 SpokenWord", "8 Nudge", "12 Resume", "20 SpokenWord", "22 Nudge", "26 GiveUp"], watch.Verdicts);
    }

    [Fact]
    public void A_wearer_who_asks_again_and_again_into_silence_gets_a_new_connection()
    {
        Assert.Equal(["11 Resume"], new Watched().Spoken(1).After(4).Spoken(1).After(4).Spoken(1).Verdicts);
        Assert.Empty(new Watched().Spoken(1).After(4).Hears(new MessageSigns { HeardWords = true }).Spoken(1).After(4).Spoken(1).Verdicts);
    }

    [Fact]
    public void An_answer_that_broke_off_is_gone_on_with_unless_somebody_asked_into_it()
    {
        Assert.Contains("9 Continue", new Watched().Typed().Sound(2).After(1).Ready(false).Ready(true).After(10).Verdicts);
        Assert.Contains("9 Nudge", new Watched().Typed().Sound(2).VoiceBegins().After(1).VoiceEnds().Ready(false).Ready(true).After(10).Verdicts);
    }

    [Fact]
    public void A_machine_that_slept_takes_one_step_at_a_time() =>
        Assert.Equal(["3600 SpokenWord", "3602 Nudge", "3606 Resume", "3612 GiveUp"], new Watched().Typed().Sleeps(3600).After(100).Verdicts);

    [Fact]
    public void After_an_interruption_by_the_wearer_the_clock_runs_for_the_new_question()
    {
        var watch = new Watched().Spoken().Says("It").Sound(5).VoiceBegins().Interrupts().Ends().After(1).VoiceEnds().After(7);
        Assert.Equal(["8 SpokenWord"], watch.Verdicts);
    }

    [Fact]
    public void A_question_asked_while_the_last_answer_is_played_is_not_ended_with_it() =>
        Assert.Equal(["12 SpokenWord"], new Watched().Spoken().Sound(5).Generated().Spoken().Ends().After(11).Verdicts);

    [Fact]
    public void A_cough_into_an_answer_that_goes_on_is_no_question() =>
        Assert.Empty(new Watched().Spoken().Sound(1).Spoken(0.3).Sound(3).Generated().After(4).Ends().After(100).Verdicts);

    [Fact]
    public void Where_no_marks_cross_the_seam_what_the_server_heard_opens_the_question()
    {
        Assert.Equal(["6 SpokenWord"], new Watched().Hears(new MessageSigns { HeardWords = true }).After(7).Verdicts);
        Assert.Equal(["16 SpokenWord"], new Watched().Hears(new MessageSigns { HeardStart = true }).After(10).Hears(new MessageSigns { HeardEnd = true }).After(7).Verdicts);
        Assert.Empty(new Watched().Hears(new MessageSigns { HeardWords = true }).GoodAnswer().After(100).Verdicts);
    }

    [Fact]
    public void What_the_model_chooses_not_to_answer_is_closed() =>
        Assert.Empty(new Watched().Spoken().Ends(waits: true).After(100).Verdicts);
}
