using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>What the reader of a ladder sees and hears, whatever its rungs do.</summary>
public sealed class LadderStreamTests
{
    [Fact]
    public async Task A_long_silence_gets_a_spoken_word()
    {
        await using var stage = new LadderStage();
        await stage.Type("hi");
        await stage.Until("ready");
        stage.Live.Now.Note(new Silent(TimeSpan.FromSeconds(6), SilenceStep.SpokenWord));
        await stage.Until("'One moment.' sound");
        stage.Live.Now.Answer();
        await stage.Until("ready 'One moment.' sound 'hello' sound generated complete");
    }

    [Fact]
    public async Task A_voice_over_a_sentence_of_ours_cuts_it()
    {
        await using var stage = new LadderStage();
        await stage.Type("hi");
        await stage.Until("ready");
        stage.Live.Now.Note(new Silent(TimeSpan.FromSeconds(6), SilenceStep.SpokenWord));
        await stage.Until("'One moment.' sound");
        await stage.Start();
        await stage.Until("'One moment.' sound interrupted complete");
    }

    [Fact]
    public async Task Eighty_percent_spent_is_said_at_the_next_pause()
    {
        await using var stage = new LadderStage(prepare: static stage => stage.Live.OnQuestion = static live =>
        {
            live.Answer();
            live.Note(new Spent(0.8, 4, 5, "day"));
        });
        await stage.Type("hi");
        await stage.Until("generated complete");
        await stage.Run(2);
        await stage.Until("complete 'Four fifths of today's spending limit are used.' sound generated complete");
        Assert.Single(stage.Ear.Notices<Spent>());
    }

    [Fact]
    public async Task A_spent_limit_is_the_reason_that_is_spoken()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live =>
            {
                live.Note(new Spent(1, 5, 5, "day"));
                live.Die(CloseClass.Quota, text: "the day's spending limit");
            };
            stage.Http.OnOpen = static http => http.Die(CloseClass.Quota, text: "the day's spending limit");
            stage.Offline.OnQuestion = static offline => offline.Answer();
        });
        await stage.Type("hi");
        await stage.Until("[http>offline] 'The spending limit is reached. I am working offline.' sound 'hello' sound generated complete");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_limit_passed_in_one_answer_is_told_in_one_sentence_at_the_pause_or_with_the_next_answer(bool pauses)
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live =>
            {
                live.Answer();
                live.Note(new Spent(1, 7, 5, "day") { IsSudden = true });
                live.Die(CloseClass.Quota, text: "the day's spending limit");
            };
            stage.Http.OnOpen = static http =>
            {
                http.Note(new Spent(1, 7, 5, "day"));
                http.Die(CloseClass.Quota, text: "the day's spending limit");
            };
            stage.Offline.OnQuestion = static offline => offline.Answer("below");
        });
        const string Told = "'One answer used up today's spending limit before I could warn you: I am working offline.' sound ";
        await stage.Type("hi");
        await stage.Until("complete [live>http] [http>offline]");
        if (pauses)
        {
            await stage.Run(2);
            await stage.Until("[http>offline] " + Told + "generated complete");
        }

        await stage.Type("and now");
        await stage.Until((pauses ? "complete " : Told) + "'below' sound generated complete");
        await stage.Run(4);
        Assert.Single(stage.Trail.Split("spending limit").Skip(1));
    }

    [Fact]
    public async Task A_warning_that_the_end_overtook_is_told_with_it()
    {
        await using var stage = new LadderStage(prepare: static stage => stage.Live.OnQuestion = static live =>
        {
            live.Answer();
            live.Note(new Spent(0.8, 4, 5, "conversation"));
            live.Note(new Spent(1, 5, 5, "conversation"));
            live.Die(CloseClass.Quota, text: "the conversation's spending limit");
        });
        await stage.Type("hi");
        await stage.Until("[live>http]");
        await stage.Run(2);
        await stage.Until("[live>http] 'One answer used up this conversation's spending limit before I could warn you: answers come a little slower now.' sound generated complete");
    }

    [Fact]
    public async Task Two_steps_down_within_a_moment_are_told_in_one_sentence()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Quota);
            stage.Offline.OnQuestion = static offline => offline.Answer("below");
        });
        await stage.Type("hi");
        await stage.Until("[live>http]");
        await stage.Run(0.5);
        stage.Http.Now.Die(CloseClass.Quota);
        await stage.Until("ready [live>http] [http>offline] 'The service's quota is used up. I am working offline.' sound 'below' sound generated complete");
    }

    [Fact]
    public async Task The_sentence_stands_before_the_words_of_the_answer_where_these_come_before_its_sound()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Network);
            stage.Offline.OnQuestion = static offline =>
            {
                offline.Say(new ServerContent { OutputTranscription = new Transcription { Text = " words first" } });
                offline.Answer("below");
            };
        });
        await stage.Type("hi");
        await stage.Until("[live>offline] 'I have lost the connection. I am working offline.' sound 'words first' 'below' sound generated complete");
    }

    [Fact]
    public async Task A_reason_that_was_told_with_this_question_is_not_told_again()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Quota);
            stage.Offline.OnQuestion = static offline => offline.Answer("below");
        });
        await stage.Type("hi");
        await stage.Until("[live>http]");
        await stage.Run(1.2);
        await stage.Until("'The service's quota is used up. Answers come a little slower now.' sound");
        stage.Http.Now.Die(CloseClass.Quota);
        await stage.Until("sound [http>offline] 'I am working offline.' sound 'below' sound generated complete");
    }

    [Fact]
    public async Task What_the_rung_below_was_asked_again_is_not_lost()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live =>
            {
                live.Note(new Lost(LostKind.Text, TimeSpan.Zero, 1, "the conversation ended"));
                live.Note(new Lost(LostKind.Microphone, TimeSpan.FromSeconds(1), 50, "the conversation ended"));
                live.Die(CloseClass.Network);
                live.Lose(new Lost(LostKind.Text, TimeSpan.Zero, 1, "it was sent after the end"));
            };
            stage.Offline.OnQuestion = static offline => offline.Answer("below");
        });
        await stage.Type("hi");
        await stage.Until("'below' sound generated complete");
        Assert.Empty(stage.Ear.Notices<Lost>());
        Assert.Empty(stage.Conversation.Stats.Losses);
    }

    [Fact]
    public async Task Sound_on_its_way_to_a_rung_that_ends_is_not_lost_where_nobody_spoke_in_it()
    {
        await using var stage = new LadderStage(prepare: static stage => stage.Live.OnOpen =
            static live => live.Die(CloseClass.Network, losing: new Lost(LostKind.Microphone, TimeSpan.FromSeconds(1), 50, "the conversation ended")));
        await stage.Until("[live>offline] ready");
        Assert.Empty(stage.Ear.Notices<Lost>());
    }

    [Fact]
    public async Task What_a_rung_lost_of_a_question_that_nobody_else_was_asked_is_told_and_counted_when_the_question_is_over()
    {
        await using var stage = new LadderStage();
        await stage.Type("hi");
        await stage.Until("ready");
        stage.Live.Now.Note(new Lost(LostKind.Microphone, TimeSpan.FromSeconds(1), 50, "the lane was full"));
        stage.Live.Now.Answer();
        await stage.Until("'hello' sound generated complete lost(Microphone)");
        Assert.Equal(stage.Ear.Notices<Lost>(), stage.Conversation.Stats.Losses);
    }

    [Fact]
    public async Task Tool_answers_go_only_to_the_rung_that_asked()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live => live.Call("a");
            stage.Http.OnQuestion = static http => http.Call("b");
        });
        await stage.Type("hi");
        await stage.Until("call(a)");
        stage.Live.Now.Die(CloseClass.ServerFault);
        await stage.Until("call(b)");
        await stage.Answer("a");
        await stage.Until("lost(ToolAnswer)");
        await stage.Answer("b");
        Assert.Equal("text(hi) tool(b)", stage.Http.Now.Heard);
        stage.Http.Now.Answer();
        await stage.Until("generated complete");
        Assert.Contains("cancel(a)", stage.Trail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_stands_while_a_tool_runs()
    {
        await using var stage = new LadderStage(prepare: static stage => stage.Live.OnQuestion = static live => live.Call("a"));
        await stage.Type("hi");
        await stage.Until("call(a)");
        await stage.Run(60, 1);
        Assert.Equal("ready call(a)", stage.Trail);
        await stage.Answer("a");
        await stage.Run(19, 1);
        await stage.Until(() => stage.Http.Opened.Count == 1, "http is asked");
    }

    [Fact]
    public async Task Turn_numbers_go_on_over_rungs_and_the_setup_is_acknowledged_once()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live => live.Answer();
            stage.Http.OnQuestion = static http => http.Answer();
        });
        await stage.Type("one");
        await stage.Until("generated complete");
        stage.Live.OnQuestion = static live => live.Die(CloseClass.Quota);
        await stage.Type("two");
        await stage.Until("slower now.' sound 'hello' sound generated complete");
        await stage.Type("three");
        await stage.Until("complete 'hello' sound generated complete");
        Assert.Single(stage.Ear.Messages<SetupComplete>());
        Assert.Equal([1, 2, 3], stage.Ear.Events.Where(static item => item.Message is ServerContent { TurnComplete: true }).Select(static item => item.Turn));
        Assert.Equal(["one", "hello"], stage.Http.Now.History.Entries.Select(static entry => entry.Text.Trim()).Where(static text => text != "asked"));
    }

    [Fact]
    public async Task An_answer_without_a_sound_is_no_answer()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live => live.End(tokens: 7);
            stage.Http.OnQuestion = static http => http.Answer();
        });
        await stage.Type("hi");
        await stage.RunUntil("ready usage [live>http] 'The service does not answer. Answers come a little slower now.' sound 'hello' sound generated complete");
    }

    [Fact]
    public async Task A_question_asked_while_an_end_is_kept_back_is_not_taken_for_the_one_before()
    {
        await using var stage = new LadderStage();
        await stage.Type("one");
        await stage.Until("ready");
        stage.Live.Now.Speak("first");
        await stage.Until("'first' sound");
        stage.Live.Now.End();
        stage.Live.Now.Note(new Warned("the end is read"));
        await stage.Until(() => stage.Ear.Notices<Warned>().Count == 1, "the end is read");
        await stage.Type("two");
        await stage.Until("'first' sound complete");
        stage.Live.Now.Answer("second");
        await stage.Until("'first' sound complete 'second' sound generated complete");
        await stage.Run(40, 1);
        Assert.Empty(stage.Http.Opened);
    }

    [Fact]
    public async Task A_model_that_chose_not_to_speak_has_answered()
    {
        await using var stage = new LadderStage(prepare: static stage =>
            stage.Live.OnQuestion = static live => live.Say(new ServerContent { TurnComplete = true, WaitingForInput = true }));
        await stage.Type("hi");
        await stage.Until("ready waiting");
        await stage.Run(30, 1);
        Assert.Equal("ready waiting", stage.Trail);
    }

    [Fact]
    public async Task A_noise_that_the_live_server_ignores_changes_nothing()
    {
        await using var stage = new LadderStage();
        await stage.Until("ready");
        await stage.Start();
        await stage.Sound(0.2);
        await stage.End();
        await stage.Run(30, 1);
        Assert.Equal("ready", stage.Trail);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_voice_that_fails_or_hangs_costs_the_sound_not_the_words(bool hangs)
    {
        await using var stage = new LadderStage(prepare: stage =>
        {
            stage.Voice.Instead = hangs ? static _ => new TaskCompletionSource<ReadOnlyMemory<byte>>().Task : static _ => throw new IOException("no voice");
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Quota);
            stage.Http.OnQuestion = static http => http.Answer();
        });
        await stage.Type("hi");
        await stage.RunUntil("slower now.' 'hello' sound generated complete");
    }

    [Fact]
    public async Task A_long_question_is_asked_again_with_its_end_and_the_rest_is_counted()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Quota);
            stage.Http.OnQuestion = static http => http.Answer();
        });
        await stage.Start();
        await stage.Sound(20);
        await stage.End();
        await stage.Until("generated complete");
        Assert.InRange(stage.Http.Now.Sound.TotalSeconds, 14, 15);
        var lost = Assert.Single(stage.Ear.Notices<Lost>());
        Assert.Equal(20, (stage.Http.Now.Sound + lost.Duration).TotalSeconds, 3);
    }

    [Fact]
    public async Task An_engine_that_throws_is_a_rung_that_failed()
    {
        await using var stage = new LadderStage(prepare: static stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Quota);
            stage.Http.OnOpen = static _ => throw new ArgumentException("not this setup");
            stage.Offline.OnQuestion = static offline => offline.Answer();
        });
        await stage.Type("hi");
        await stage.Until("[http>offline] 'The service refused the connection. I am working offline.' sound 'hello' sound generated complete");
    }

    [Fact]
    public async Task Disposing_closes_what_is_open_and_leaves_no_conversation()
    {
        var stage = new LadderStage(prepare: static stage => stage.Live.OnQuestion = static live =>
        {
            live.Speak();
            live.Call("a");
        });
        await stage.Type("hi");
        await stage.Until("call(a)");
        await stage.DisposeAsync();
        Assert.Equal("ready 'hello' sound call(a) cancel(a) complete closed(1000)", stage.Trail);
        Assert.Equal(0, stage.OpenRuns);
        await stage.Until(() => stage.Live.Alive == 0, "the rung is let go");
    }
}
