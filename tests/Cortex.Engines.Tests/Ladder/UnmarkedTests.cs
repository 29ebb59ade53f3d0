using Cortex.Engines.Tests.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>Somebody who marks nothing, a browser with server turns, is asked again below and never left in silence either.</summary>
public sealed class UnmarkedTests
{
    private static readonly ReadOnlyMemory<short> Question = Recordings.Load("question");
    private static readonly double Seconds = Question.Length / 16_000.0;

    [Fact]
    public async Task A_spoken_question_that_nobody_showed_to_have_heard_is_asked_again_below_from_its_first_sound()
    {
        await using var stage = new LadderStage(prepare: static stage => stage.Offline.OnPause = static offline => offline.Answer("below"));
        await stage.Until("ready");
        await stage.Frame(1, 2, 3);
        await stage.Speak(Question.In(2, 1));
        stage.Live.Now.Die(CloseClass.Network);
        await stage.Until("[live>offline] 'I have lost the connection. I am working offline.' sound 'below' sound generated complete");
        Assert.Equal("frame sound pause", stage.Offline.Now.Heard);
        Assert.InRange(stage.Offline.Now.Sound.TotalSeconds, Seconds, Seconds + 2.5);
        Assert.Null(stage.Offline.Now.Setup.RealtimeInputConfig);
    }

    [Fact]
    public async Task A_rung_that_dies_in_the_middle_of_a_question_loses_no_word()
    {
        await using var stage = new LadderStage();
        await stage.Until("ready");
        var half = Question.Length / 2;
        await stage.Speak(Question[..half].In(1, 0));
        stage.Live.Now.Die(CloseClass.Network);
        await stage.Until("[live>offline]");
        await stage.Until(() => stage.Offline.Now.Heard == "sound", "what was said goes again");
        await stage.Speak(Question[half..].In(0, 1));
        Assert.Equal("sound", stage.Offline.Now.Heard);
        Assert.InRange(stage.Offline.Now.Sound.TotalSeconds, Seconds + 1, Seconds + 2.6);
    }

    [Fact]
    public async Task A_question_that_was_understood_and_gets_no_answer_goes_to_the_rung_below_after_18_seconds()
    {
        await using var stage = new LadderStage(prepare: static stage => stage.Http.OnPause = static http => http.Answer());
        await stage.Until("ready");
        await stage.Speak(Question.In(1, 1));
        stage.Live.Now.Say(new ServerContent { InputTranscription = new Transcription { Text = " what is this" } });
        stage.Live.Now.Note(new Warned("read"));
        await stage.Until(() => stage.Ear.Notices<Warned>().Count == 1, "the transcript is read");
        await stage.Run(17.8);
        Assert.Empty(stage.Http.Opened);
        await stage.Run(0.4);
        await stage.Until("[live>http] 'The service does not answer. Answers come a little slower now.' sound 'hello' sound generated complete");
    }

    [Fact]
    public async Task What_no_rung_heard_words_in_changes_nothing_also_below()
    {
        await using var stage = new LadderStage();
        await stage.Until("ready");
        stage.Live.Now.Die(CloseClass.Network);
        await stage.Until("[live>offline]");
        stage.Live.OnOpen = static live => live.Die(CloseClass.Network);
        await stage.Speak(Question.In(1, 1));
        await stage.Run(30, 1);
        Assert.EndsWith("ready [live>offline]", stage.Trail, StringComparison.Ordinal);
        Assert.Equal(1, stage.OpenRuns);
    }

    [Fact]
    public async Task An_answered_question_is_not_asked_again_though_its_end_was_noticed_late()
    {
        await using var stage = new LadderStage();
        await stage.Until("ready");
        await stage.Speak(Question.In(1, 0.2));
        stage.Live.Now.Answer();
        await stage.Until("'hello' sound generated complete");
        await stage.Speak(new short[16_000]);
        stage.Live.Now.Die(CloseClass.Network);
        await stage.Until("complete [live>offline]");
        await Patience.Until(() => stage.Offline.Opened.Count > 0, "the lower rung to be opened");
        Assert.Equal("", stage.Offline.Now.Heard);
    }

    [Fact]
    public async Task The_ladders_own_ear_falls_silent_with_the_first_mark()
    {
        await using var stage = new LadderStage();
        await stage.Until("ready");
        await stage.Start();
        await stage.End();
        await stage.Run(19, 1);
        await stage.Speak(Question.In(1, 1));
        stage.Live.Now.Die(CloseClass.Network);
        await stage.Until("[live>offline]");
        await Patience.Until(() => stage.Offline.Opened.Count > 0, "the lower rung to be opened");
        Assert.Equal("", stage.Offline.Now.Heard);
    }
}
