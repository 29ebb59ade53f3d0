using Cortex.Live.Session;

namespace Cortex.Live.Tests.Session.Watch;

/// <summary>Turns that end as they should not (reference 9, rows 13, 15, 21, 22, 28, 30).</summary>
public sealed class TurnEndTests
{
    [Fact]
    public void An_empty_turn_is_asked_for_again_once_and_then_afresh()
    {
        var watch = new Watched().Spoken().Ends();
        Assert.Equal(["1 Nudge"], watch.Verdicts);
        Assert.Equal(["1 Nudge", "2 Fresh"], watch.After(1).Ends().Verdicts);
        // The fresh session gives nothing either.
        watch.Ready(false).After(1).Ready(true).Ends().After(1).Ends();
        Assert.Equal(["1 Nudge", "2 Fresh", "3 Nudge", "4 GiveUp"], watch.Verdicts);
    }

    [Fact]
    public void A_good_answer_forgives_silent_turns() =>
        Assert.Equal(["1 Nudge", "4 Nudge"], new Watched().Spoken().Ends().GoodAnswer().Spoken().Ends().Verdicts);

    [Theory]
    [InlineData(90, 1), InlineData(110, 0)]
    public void How_little_sound_is_none_is_a_number(int milliseconds, int verdicts)
    {
        Assert.Equal(verdicts, new Watched().Spoken().Sound(milliseconds / 1000.0).Generated().Ends().Verdicts.Count);
        var policy = new WatchPolicy { ShortestAnswer = TimeSpan.FromMilliseconds(milliseconds + 1) };
        Assert.Single(new Watched(policy).Spoken().Sound(milliseconds / 1000.0).Generated().Ends().Verdicts);
    }

    [Fact]
    public void How_many_silent_turns_are_too_many_is_a_number()
    {
        var policy = new WatchPolicy { SilentTurns = 1 };
        Assert.Equal(["1 Fresh"], new Watched(policy).Spoken().Ends().Verdicts);
    }

    [Fact]
    public void An_answer_in_text_alone_is_an_answer() =>
        Assert.Empty(new Watched().Typed().Hears(new MessageSigns { IsModelTurn = true, HasText = true }).Generated().Ends().After(100).Verdicts);

    [Fact]
    public void A_turn_that_only_calls_a_tool_is_not_empty()
    {
        Assert.Empty(new Watched().Spoken().Calls().Ends(tools: 1).Verdicts);
        // Stray sound after the call, an empty turn, then the answer.
        Assert.Empty(new Watched().Spoken().Calls().Sound(0.05).Ends(tools: 1).After(1).Answered().Ends().GoodAnswer().After(100).Verdicts);
    }

    [Fact]
    public void An_empty_turn_while_the_request_is_in_progress_is_none() =>
        Assert.Empty(new Watched().Spoken().Ends(inProgress: true).After(5).GoodAnswer().After(100).Verdicts);

    [Fact]
    public void The_end_of_a_turn_nobody_asked_for_is_no_empty_answer()
    {
        Assert.Empty(new Watched().Ends().Ends().Verdicts);
        Assert.Empty(new Watched().VoiceBegins().Ends().Verdicts);
        Assert.Empty(new Watched().Spoken().Sound(3).VoiceBegins().Interrupts().After(1).VoiceEnds().Ends().GoodAnswer().After(100).Verdicts);
    }

    [Fact]
    public void An_interruption_that_comes_after_its_turn_is_no_empty_answer() =>
        Assert.Empty(new Watched().Spoken().GoodAnswer().VoiceBegins().Interrupts().After(1).VoiceEnds().Ends().GoodAnswer().After(100).Verdicts);

    [Fact]
    public void An_answer_cut_although_nobody_spoke_is_waited_for_and_then_asked_to_go_on() =>
        Assert.Equal(["8 SpokenWord", "10 Continue"], new Watched().Spoken().Sound(5).After(1).Interrupts().Ends().After(8).Verdicts);

    [Fact]
    public void After_two_turns_cut_before_a_sound_although_nobody_spoke_a_fresh_session_starts()
    {
        Assert.Equal(["2 Fresh"], new Watched().Spoken().Interrupts().Ends().After(1).Interrupts().Ends().Verdicts);
        Assert.Equal(["2 Fresh"], new Watched().Spoken().Interrupts().Ends().After(1).Ends().Verdicts);
    }

    [Fact]
    public void The_wearers_own_interruptions_count_for_nothing()
    {
        var watch = new Watched();
        for (var i = 0; i < 5; i++)
        {
            watch.VoiceBegins().Interrupts().Ends().VoiceEnds().Hears(new MessageSigns { IsModelTurn = true });
        }

        Assert.Empty(watch.Verdicts);
    }

    [Fact]
    public void A_turn_that_stops_in_a_sentence_is_asked_to_go_on_once()
    {
        // Loud to its last sample, and "the" is no end of a sentence.
        var watch = new Watched().Spoken().GoodAnswer().Spoken().Says(" You can see the").Sound(3, tailDb: -25).Generated().Ends();
        Assert.Equal(["4 Continue"], watch.Verdicts);
        Assert.Equal(["4 Continue"], watch.Says(" door and the").Sound(2, tailDb: -25).Generated().Ends().After(100).Verdicts);
    }

    [Fact]
    public void Each_pair_of_signs_makes_a_turn_truncated_and_one_alone_does_not()
    {
        Assert.Equal(["4 Continue"], new Watched().Spoken().GoodAnswer().Spoken().Says("the").Sound(3, tailDb: -60).Ends().Verdicts);
        Assert.Equal(["4 Continue"], new Watched().Spoken().GoodAnswer().Spoken().Says("Done.").Sound(3, tailDb: -25).Ends().Verdicts);
        Assert.Empty(new Watched().Spoken().GoodAnswer().Spoken().Says("the").Sound(3, tailDb: -60).Generated().Ends().Verdicts);
        Assert.Empty(new Watched().Spoken().GoodAnswer().Spoken().Says("Done.").Sound(3, tailDb: -25).Generated().Ends().Verdicts);
        Assert.Empty(new Watched().Spoken().GoodAnswer().Spoken().Says("Done.").Sound(3, tailDb: -60).Ends().Verdicts);
    }

    [Fact]
    public void How_many_signs_make_a_turn_truncated_is_a_number()
    {
        var one = new WatchPolicy { TruncationSigns = 1 };
        Assert.Equal(["1 Continue"], new Watched(one).Spoken().Sound(3, tailDb: -25).Generated().Ends().Verdicts);
        var never = new WatchPolicy { TruncationSigns = 4 };
        Assert.Empty(new Watched(never).Spoken().GoodAnswer().Spoken().Says("the").Sound(3, tailDb: -25).Ends().Verdicts);
    }

    [Theory]
    [InlineData(" ja genau"), InlineData("ใช่"), InlineData("Done.\""), InlineData("Done!)"), InlineData("はい。"), InlineData("Yes 😀")]
    public void A_language_that_marks_no_sentences_and_marks_behind_quotes_are_no_faults(string words) =>
        Assert.Empty(new Watched().Spoken().Says(words).Sound(3, tailDb: -25).Generated().Ends().After(100).Verdicts);

    [Fact]
    public void An_answer_nobody_can_hear_is_asked_for_again_and_then_afresh()
    {
        var watch = new Watched().Spoken().Sound(3, db: -70).Generated().Ends();
        Assert.Equal(["1 Nudge"], watch.Verdicts);
        Assert.Equal(["1 Nudge", "1 Fresh"], watch.Sound(3, db: -70).Generated().Ends().Verdicts);
    }

    [Fact]
    public void How_soft_and_how_long_an_unheard_answer_is_are_numbers()
    {
        Assert.Empty(new Watched().Spoken().Sound(3, db: -54).Generated().Ends().Verdicts);
        Assert.Empty(new Watched().Spoken().Sound(0.9, db: -70).Generated().Ends().Verdicts);
        var policy = new WatchPolicy { NearSilenceDb = -40, FullLength = TimeSpan.FromSeconds(0.5) };
        Assert.Equal(["1 Nudge"], new Watched(policy).Spoken().Sound(0.6, db: -45).Generated().Ends().Verdicts);
    }

    [Fact]
    public void Two_rejected_answers_start_a_fresh_session_whatever_was_heard_of_them()
    {
        Assert.Equal(["1 Nudge", "1 Fresh"], new Watched().Spoken().Ends(rejected: true).Sound(2).Ends(rejected: true).Verdicts);
        var policy = new WatchPolicy { Rejections = 1 };
        Assert.Equal(["1 Fresh"], new Watched(policy).Spoken().Ends(rejected: true).Verdicts);
    }

    [Fact]
    public void Speech_that_becomes_a_held_tone_is_stopped_and_asked_to_go_on()
    {
        var watch = new Watched().Spoken().Says("It is").Sound(1).Sound(1, tone: 0.9, lively: false).Sound(1, tone: 1.9, lively: false);
        Assert.Equal(["1 StopPlayback", "1 Continue"], watch.Verdicts);
        // The rest of the tone and its end are no answer; the new turn is.
        watch.Sound(1, tone: 2.9, lively: false).Interrupts().Ends();
        Assert.Equal(2, watch.Verdicts.Count);
        Assert.Empty(watch.GoodAnswer().After(100).Verdicts.Skip(2));
    }

    [Fact]
    public void A_second_held_tone_starts_a_fresh_session()
    {
        var watch = new Watched().Spoken();
        for (var i = 0; i < 2; i++)
        {
            watch.Says("It is").Sound(1).Sound(2, tone: 1.9, lively: false).Interrupts().Ends();
        }

        Assert.Equal(["1 StopPlayback", "1 Continue", "1 StopPlayback", "1 Fresh"], watch.Verdicts);
    }

    [Fact]
    public void A_tone_that_was_never_speech_or_that_is_transcribed_is_not_stopped()
    {
        Assert.Empty(new Watched().Spoken().Says("Beep.").Sound(5, tone: 4.9, lively: false).Generated().Ends().Verdicts);
        Assert.Empty(new Watched().Spoken().Says("La").Sound(1).Sound(2, tone: 1.4, lively: false).Says(" la.").Sound(1, tone: 2.4, lively: false).Generated().Ends().Verdicts);
    }

    [Fact]
    public void How_long_a_tone_is_held_is_a_number()
    {
        var policy = new WatchPolicy { HeldTone = TimeSpan.FromSeconds(4) };
        Assert.Empty(new Watched(policy).Spoken().Says("It is").Sound(1).Sound(3.9, tone: 3.9, lively: false).Verdicts);
        Assert.Equal(2, new Watched(policy).Spoken().Says("It is").Sound(1).Sound(4.2, tone: 4.1, lively: false).Verdicts.Count);
    }

    [Fact]
    public void A_nudge_into_a_stalled_answer_is_answered_by_the_next_turn()
    {
        var watch = new Watched().Typed().Sound(1).After(10);
        Assert.Equal(["7 SpokenWord", "9 Nudge"], watch.Verdicts);
        Assert.Empty(watch.Interrupts().Ends().GoodAnswer().After(100).Verdicts.Skip(2));
    }

    [Fact]
    public void A_policy_says_all_its_faults_at_once()
    {
        Assert.Empty(WatchPolicy.Default.Faults());
        var policy = new WatchPolicy
        {
            NudgeAfter = TimeSpan.FromSeconds(5), SilentTurns = 0, NearSilenceDb = double.NaN, NudgeText = " ", HeldTone = TimeSpan.Zero,
        };
        var faults = policy.Faults();
        Assert.Equal(5, faults.Count);
        Assert.All(["NudgeAfter", "SilentTurns", "NearSilenceDb", "NudgeText", "HeldTone"], name => Assert.Contains(faults, fault => fault.StartsWith(name, StringComparison.Ordinal)));
    }
}
