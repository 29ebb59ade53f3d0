using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Turns;

/// <summary>What a brain is handed with a question.</summary>
public sealed class QuestionTests
{
    [Fact]
    public async Task Spoken_the_samples_are_those_that_were_sent_and_there_are_no_words()
    {
        var brain = TestBrain.Says("An answer.", 0.2);
        await using var stage = new Stage(brain);
        short[] ramp = [.. Enumerable.Range(-8_000, 16_000).Select(static at => (short)at)];
        await stage.Start();
        await stage.Sound(ramp);
        await stage.End();
        await stage.Until("complete");
        var asked = Assert.Single(brain.Asked);
        var heard = new short[ramp.Length];
        Media.Audio.Pcm.FromBytes(asked.Speech.Span, heard);
        Assert.Equal(ramp, heard);
        Assert.Equal((null, null, null, 0), (asked.Text, asked.Frame, asked.EarlierFrame, asked.Tools.Count));
    }

    [Fact]
    public async Task A_setup_in_the_middle_holds_from_the_next_question_on()
    {
        var brain = TestBrain.Says("An answer.", 0.2);
        await using var stage = new Stage(brain);
        await stage.Conversation.SendAsync(new Setup { SystemInstruction = Content.FromText("Be brief.") }, TestContext.Current.CancellationToken);
        await stage.Start();
        await stage.Sound(new short[1_600]);
        await stage.End();
        await stage.Until("complete");
        Assert.Equal("Be brief.", Assert.Single(brain.Asked).Setup.SystemInstruction?.Parts[0].Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(641)]
    [InlineData(9_999)]
    public async Task However_the_sound_is_cut_and_encoded_its_samples_are_the_same(int chunk)
    {
        var brain = TestBrain.Says("An answer.", 0.2);
        await using var stage = new Stage(brain);
        byte[] bytes = [.. Enumerable.Range(0, 10_000).Select(static at => (byte)(at * 7))];
        await stage.Start();
        for (var at = 0; at < bytes.Length; at += chunk)
        {
            var piece = bytes[at..Math.Min(bytes.Length, at + chunk)];
            await stage.Conversation.SendAsync(
                new RealtimeInput
                {
                    Audio = at % 2 == 0
                        ? MediaBytes.FromRaw("audio/pcm", piece)
                        : MediaBytes.FromBase64("audio/pcm", System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(piece))),
                },
                TestContext.Current.CancellationToken);
        }

        await stage.End();
        await stage.Until("complete");
        Assert.Equal(bytes, Assert.Single(brain.Asked).Speech.ToArray());
    }

    [Fact]
    public async Task Typed_the_words_are_as_they_were_and_there_is_no_sound()
    {
        var brain = TestBrain.Says("An answer.", 0.2);
        await using var stage = new Stage(brain);
        await stage.Type(" Is it żółty? ");
        await stage.Until("complete");
        var asked = Assert.Single(brain.Asked);
        Assert.Equal((" Is it żółty? ", 0), (asked.Text, asked.Speech.Length));
        await stage.Type("   ");
        await stage.Run(1);
        Assert.Single(brain.Asked);
    }

    [Fact]
    public async Task The_newest_frame_goes_with_it_and_the_one_of_the_question_before()
    {
        var brain = TestBrain.Says("An answer.", 0.2);
        await using var stage = new Stage(brain);
        await See(stage, 1);
        await See(stage, 2);
        await stage.Type("one");
        await stage.Until("complete");
        await stage.Type("two");
        await stage.Until("complete sound generated complete");
        await See(stage, 3);
        await stage.Type("three");
        await stage.Until("complete sound generated complete sound generated complete");
        Assert.Equal([(2, null), (2, 2), (3, (int?)2)], brain.Asked.Select(static asked => ((int)asked.Frame!.Bytes.Span[0], asked.EarlierFrame?.Bytes.Span[0] is { } b ? (int?)b : null)));
        Assert.Equal("image/jpeg", brain.Asked[0].Frame!.MimeType);
    }

    [Theory]
    [InlineData("TURN_INCLUDES_ONLY_ACTIVITY", false)]
    [InlineData("TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO", true)]
    [InlineData(null, true)]
    public async Task A_frame_from_before_the_activity_belongs_to_it_or_not_as_the_coverage_says(string? coverage, bool belongs)
    {
        var brain = TestBrain.Says("An answer.", 0.2);
        await using var stage = new Stage(brain, Stage.Marked(coverage: coverage));
        await See(stage, 1);
        await stage.Speak();
        await stage.Until("complete");
        Assert.Equal(belongs, brain.Asked[0].Frame is not null);
        await stage.Start();
        await See(stage, 2);
        await stage.Sound(new short[320]);
        await stage.End();
        await stage.Until("complete sound generated complete");
        Assert.Equal(2, brain.Asked[1].Frame!.Bytes.Span[0]);
    }

    [Fact]
    public async Task A_frame_is_copied_and_a_bad_one_is_lost_with_a_word()
    {
        var brain = TestBrain.Says("An answer.", 0.2);
        await using var stage = new Stage(brain);
        var bytes = new byte[] { 9, 9 };
        await stage.Conversation.SendAsync(new RealtimeInput { Video = MediaBytes.FromRaw("image/png", bytes) }, TestContext.Current.CancellationToken);
        bytes[0] = 0;
        await stage.Send(new RealtimeInput { Video = MediaBytes.FromRaw("video/mp4", bytes) });
        await stage.Send(new RealtimeInput { Video = MediaBytes.FromRaw("image/png", Array.Empty<byte>()) });
        await stage.Type("what");
        await stage.Until("complete");
        Assert.Equal(9, brain.Asked[0].Frame!.Bytes.Span[0]);
        Assert.Equal(2, stage.Conversation.Stats.Losses.Count(static lost => lost.What is LostKind.Frame));
        Assert.Equal(2, stage.Trail.Split("warned").Length - 1);
    }

    [Fact]
    public async Task The_history_is_what_was_said_before_and_the_numbers_go_on()
    {
        var brain = new TestBrain(static question => [new AnswerHeard("spoken words"), TestBrain.Say($"Answer {question.Turn}.", 0.2)]);
        var before = new ConversationHistory([new(HistoryRole.User, "earlier"), new(HistoryRole.Model, "yes")]);
        await using var stage = new Stage(brain, history: before);
        await stage.Speak();
        await stage.Until("complete");
        await stage.Type("next");
        await stage.Until("complete sound generated complete");
        Assert.Equal([1, 2], brain.Asked.Select(static asked => asked.Turn));
        Assert.Equal(before.Entries, brain.Asked[0].History.Entries);
        Assert.Equal(
            [new(HistoryRole.User, "earlier"), new(HistoryRole.Model, "yes"), new(HistoryRole.User, "spoken words"), new HistoryEntry(HistoryRole.Model, "Answer 1.")],
            brain.Asked[1].History.Entries);
    }

    [Fact]
    public async Task A_cut_answer_stands_in_the_history_with_the_words_that_were_sent()
    {
        var brain = new TestBrain(static question => [TestBrain.Say("One two three four five six seven eight nine ten eleven twelve.", 60)]);
        await using var stage = new Stage(brain);
        await stage.Type("count");
        await stage.Until("sound");
        await stage.Type("stop");
        await stage.Until("interrupted complete sound");
        var cut = brain.Asked[1].History.Entries[^1];
        Assert.Equal((HistoryRole.Model, true), (cut.Role, cut.Interrupted));
        Assert.StartsWith("One", cut.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("twelve", cut.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_content_is_one_question_with_its_words_sound_and_picture()
    {
        var brain = TestBrain.Says("An answer.", 0.2);
        await using var stage = new Stage(brain);
        await See(stage, 1);
        await stage.Send(new ClientContent
        {
            Turns =
            [
                Content.FromText("a question", "user"),
                Content.FromText("an answer", "model"),
                new Content
                {
                    Role = "user",
                    Parts =
                    [
                        new Part { InlineData = MediaBytes.FromRaw("image/jpeg", new byte[] { 7 }) },
                        new Part { InlineData = MediaBytes.FromRaw("audio/pcm;rate=16000", new byte[640]) },
                        new Part { Text = "what is this" },
                    ],
                },
            ],
            TurnComplete = true,
        });
        await stage.Until("complete");
        var asked = Assert.Single(brain.Asked);
        Assert.Equal(("what is this", 640, 7, 1), (asked.Text, asked.Speech.Length, asked.Frame!.Bytes.Span[0], asked.Turn));
        Assert.Equal([new(HistoryRole.User, "a question"), new HistoryEntry(HistoryRole.Model, "an answer")], asked.History.Entries);
    }

    [Fact]
    public async Task Content_that_is_not_complete_waits_and_goes_before_what_is_asked_next()
    {
        var brain = TestBrain.Says("An answer.", 0.2);
        await using var stage = new Stage(brain);
        await stage.Content("by the way", complete: false);
        await stage.Run(2);
        Assert.Empty(brain.Asked);
        await stage.Type("so");
        await stage.Until("complete");
        Assert.Equal([new HistoryEntry(HistoryRole.User, "by the way")], Assert.Single(brain.Asked).History.Entries);
        await stage.Content("part one", complete: false);
        await stage.Content("part two");
        await stage.Until("complete sound generated complete");
        Assert.Equal("part one\npart two", brain.Asked[1].Text);
    }

    [Fact]
    public async Task Announced_history_asks_nothing_until_it_is_complete()
    {
        var brain = TestBrain.Says("An answer.", 0.2);
        await using var stage = new Stage(brain, Stage.Marked(history: new HistoryConfig { InitialHistoryInClientContent = true }));
        await stage.Content("my name is Ada", complete: false);
        await stage.Send(new ClientContent { Turns = [Content.FromText("hello Ada", "model")], TurnComplete = true });
        await stage.Run(1);
        Assert.Empty(brain.Asked);
        await stage.Type("who am I");
        await stage.Until("complete");
        Assert.Equal(2, Assert.Single(brain.Asked).History.Entries.Count);
        await stage.Content("and now a question");
        await stage.Until("complete sound generated complete");
        Assert.Equal("and now a question", brain.Asked[1].Text);
    }

    private static Task See(Stage stage, byte picture) => stage.Send(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", new[] { picture }) });
}
