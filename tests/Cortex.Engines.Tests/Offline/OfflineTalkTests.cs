using System.Runtime.CompilerServices;
using Cortex.Engines.Offline;
using Cortex.Engines.Tests.Scenario;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Frames;
using Cortex.Testing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Offline;

/// <summary>What the offline brain says of a picture that the test drew: two short sentences, honest ones.</summary>
public sealed class OfflineTalkTests
{
    private static readonly ConversationHistory Later = new([new(HistoryRole.User, "a"), new(HistoryRole.Model, "b")]);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 9, 5, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_dark_picture_is_said_to_be_too_dark_and_what_to_do()
    {
        using var dark = new Drawn(320, 240, "050505").Noise(2);
        Assert.Contains("too dark", (await Say(dark))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bright_picture_is_said_to_be_too_bright()
    {
        using var bright = new Drawn(320, 240, "FEFEFE").Noise(1);
        Assert.Contains("too bright", (await Say(bright))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.05, 0.4, "On the left")]
    [InlineData(0.6, 0.95, "On the right")]
    [InlineData(0.38, 0.62, "Ahead")]
    public async Task One_colour_is_told_where_it_is_position_first(double left, double right, string where)
    {
        using var picture = new Drawn(640, 480, "808080").Noise(12).Box(left, 0.25, right, 0.75, "D01818");
        var said = await Say(picture);
        Assert.Matches($"{where}[^;.]* red area", said[0]);
        Assert.Contains("cannot tell what", said[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_colours_go_from_left_to_right()
    {
        using var picture = new Drawn(640, 480, "808080").Noise(12).Box(0.65, 0.2, 0.95, 0.8, "1030D0").Box(0.05, 0.2, 0.35, 0.8, "D0C010");
        Assert.Matches("^On the left[^;.]* yellow area.*on the right[^;.]* blue area", (await Say(picture))[0]);
        Assert.Matches("^On the right[^;.]* blue area[^;]*$", (await Say(picture, typed: "what is on the right?"))[0]);
    }

    [Fact]
    public async Task What_is_small_and_vivid_comes_before_large_pale_grounds() =>
        await Gen.Select(Gen.Int[0, 2], Gen.Double[0.1, 0.2], Gen.Double[0.02, 0.78], Gen.Double[0.45, 0.75])
            .SampleAsync(async (which, width, left, top) =>
            {
                // A pale sky, a hedge, brick, a road: each several times as large. What touches its own colour would be one area with it.
                var (name, colour) = which switch { 0 => ("red", "C4161C"), 1 => ("blue", "1F4FB8"), _ => ("yellow", "F2C811") };
                using var street = new Drawn(640, 480, "6A6C70").Box(0, 0, 1, 0.4, "A9CDEE").Box(0, 0.4, 0.35, 0.7, "4F8A3C").Box(0.35, 0.4, 1, 0.7, "A8643C")
                    .Box(left, top, left + width, top + 0.22, colour);
                Assert.Matches($"(on the (left|right)|ahead)[^;.]* {name} patch", (await Say(street))[0].ToLowerInvariant());
            }, iter: 30);

    [Fact]
    public async Task Of_two_areas_of_one_colour_on_a_side_the_vivid_one_is_told_and_what_stands_together_is_told_together()
    {
        using var picture = new Drawn(640, 480, "808080").Box(0.68, 0, 1, 0.45, "A9B4EE").Box(0.7, 0.55, 0.8, 0.75, "1F4FB8").Box(0.88, 0.55, 0.98, 0.75, "C4161C");
        Assert.Matches("^On the right, a small blue patch and a small red patch; the rest", (await Say(picture))[0]);
    }

    [Theory]
    [InlineData("street.jpg", "On the left, low down, a wide red patch; on the right, an orange area and a tall blue patch.")]
    [InlineData("street-later.jpg", "Ahead, a yellow patch; on the right, an orange area and a tall blue patch.")]
    [InlineData("table.jpg", "On the left, low down, a green patch; on the right, low down, a small orange patch; from side to side, low down, a wide brown area.")]
    public async Task Of_the_sample_pictures_it_tells_what_their_description_names(string name, string says)
    {
        Assert.Equal([says, "I am offline: I do not understand speech, and cannot tell what these things are."], await SayOf(Sample(name)));
    }

    [Fact]
    public async Task Of_the_sample_of_a_dark_room_it_tells_that_it_is_too_dark_and_of_the_later_street_where_it_changed()
    {
        Assert.Contains("too dark", (await SayOf(Sample("dark.jpg")))[0], StringComparison.Ordinal);
        Assert.Contains("different", (await SayOf(Sample("street-later.jpg"), Sample("street.jpg"), Later))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blurred_picture_is_said_to_be_so_with_what_can_be_told_and_how_to_help()
    {
        using var picture = new Drawn(640, 480, "808080").Box(0.05, 0.2, 0.4, 0.8, "D01818").Blur(14);
        var said = await Say(picture);
        Assert.Contains("blurred", said[0], StringComparison.Ordinal);
        Assert.Contains("red", said[0], StringComparison.Ordinal);
        Assert.Contains("hold the camera still", said[1], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_sharp_picture_is_not_called_blurred()
    {
        using var picture = new Drawn(640, 480, "808080").Noise(25).Box(0.05, 0.2, 0.4, 0.8, "D01818");
        Assert.Contains("sharp", (await Say(picture, typed: "is the picture sharp?"))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.7, 0.95, "right")]
    [InlineData(0.05, 0.3, "left")]
    public async Task What_changed_since_the_last_question_is_told_with_its_place(double left, double right, string where)
    {
        using var before = new Drawn(640, 480, "808080").Noise(12);
        using var after = new Drawn(640, 480, "808080").Noise(12).Box(left, 0.2, right, 0.8, "D01818");
        Assert.Matches($"different .*{where}.*since your last question", (await Say(after, before, Later))[1]);
        Assert.Matches($"^On the {where}.*different since your last question", (await Say(after, before, Later, "what changed?"))[0]);
    }

    [Fact]
    public async Task A_view_that_is_new_altogether_and_one_that_is_the_same_are_told_apart()
    {
        using var before = new Drawn(640, 480, "202020").Noise(12).Box(0, 0, 0.5, 1, "E0E0E0");
        using var after = new Drawn(640, 480, "2030C0").Noise(12).Box(0.5, 0, 1, 1, "D0C010");
        Assert.Contains("Nearly everything", (await Say(after, before, Later, "what changed?"))[0], StringComparison.Ordinal);
        Assert.Contains("no difference", (await Say(after, after, Later, "what changed?"))[0], StringComparison.Ordinal);
        Assert.Contains("no earlier picture", (await Say(after, typed: "what changed?"))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is it safe to cross?", "cannot tell whether that is safe")]
    [InlineData("read the sign", "cannot read")]
    [InlineData("how far is the door?", "cannot judge distance")]
    [InlineData("where am I?", "do not know where you are")]
    [InlineData("who is there?", "cannot recognise")]
    [InlineData("what is the capital of Poland?", "cannot answer that")]
    [InlineData("what time is it?", "It is 9:05")]
    public async Task What_it_cannot_know_it_says_and_what_it_can_it_tells(string typed, string says)
    {
        using var picture = new Drawn(640, 480, "808080").Noise(12).Box(0.05, 0.2, 0.4, 0.8, "D01818");
        Assert.Contains(says, (await Say(picture, typed: typed))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_picture_or_with_a_broken_one_it_says_so()
    {
        Assert.Contains("no picture", (await Say(null))[0], StringComparison.Ordinal);
        Assert.Contains("damaged", (await SayOf(new Frame(new byte[50], "image/jpeg", 0, 0, 0)))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_is_two_short_sentences_for_the_ear_that_name_being_offline_where_speech_was_not_understood()
    {
        using var plain = new Drawn(640, 480, "808080").Noise(12);
        using var busy = new Drawn(640, 480, "808080").Noise(12).Box(0, 0, 0.3, 0.3, "D01818").Box(0.4, 0.4, 0.6, 1, "10A020").Box(0.7, 0, 1, 0.9, "1030D0");
        string?[] typed = [null, "what do you see?", "colours?", "is it bright?", "what changed?", "hello", "thank you", "help", "is it sharp?", "read it", "the date"];
        foreach (var question in typed)
        {
            foreach (var (picture, before) in ((Drawn?, Drawn?)[])[(null, null), (plain, null), (busy, null), (busy, plain)])
            {
                foreach (var history in (ConversationHistory[])[ConversationHistory.Empty, Later])
                {
                    var said = await Say(picture, before, history, question);
                    Assert.Equal(2, said.Count);
                    Assert.All(said, static sentence =>
                    {
                        Assert.Matches("^[A-Z0-9][^.?!]*[.]$", sentence);
                        Assert.True(sentence.Split(' ').Length <= 32, $"{sentence.Split(' ').Length} words: {sentence}");
                    });
                    Assert.True(question is not null || said[1].Contains("offline", StringComparison.Ordinal), said[1]);
                }
            }
        }
    }

    [Fact]
    public async Task The_same_question_gets_the_same_answer_through_the_engine_and_no_transcript()
    {
        using var picture = new Drawn(640, 480, "808080").Noise(12).Box(0.05, 0.2, 0.4, 0.8, "D01818");
        var engine = new TurnEngine(new OfflineBrain(new QuietVoice(), null, _clock), new TurnEngineOptions { Seed = 1 }, _clock, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        await using var conversation = new WellFormed(engine).Open(
            new Setup { Model = "models/test", OutputAudioTranscription = new AudioTranscriptionConfig(), InputAudioTranscription = new AudioTranscriptionConfig() }, ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        await conversation.SendAsync(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", picture.Jpeg()) }, TestContext.Current.CancellationToken);
        await conversation.SendAsync(new RealtimeInput { Text = "what do you see?" }, TestContext.Current.CancellationToken);
        await _clock.RunUntil(() => ear.Messages<ServerContent>().Any(static content => content.TurnComplete));
        var said = string.Concat(ear.Messages<ServerContent>().Select(static content => content.OutputTranscription?.Text));
        Assert.Equal(" " + string.Join("", await Say(picture, typed: "what do you see?")), said.Replace(". ", ".", StringComparison.Ordinal));
        Assert.DoesNotContain(ear.Messages<ServerContent>(), static content => content.InputTranscription is not null);
    }

    private Task<List<string>> Say(Drawn? picture, Drawn? before = null, ConversationHistory? history = null, string? typed = null) =>
        SayOf(FrameOf(picture), FrameOf(before), history, typed);

    private async Task<List<string>> SayOf(Frame? frame, Frame? earlier = null, ConversationHistory? history = null, string? typed = null)
    {
        var brain = new OfflineBrain(new QuietVoice(), null, _clock);
        var said = new List<string>();
        var question = new Question
        {
            Setup = new Setup { Model = "models/test" },
            History = history ?? ConversationHistory.Empty,
            Turn = 0,
            Text = typed,
            Speech = typed is null ? new byte[320] : default,
            Frame = frame,
            EarlierFrame = earlier,
        };
        await foreach (var part in brain.AnswerAsync(question, TestContext.Current.CancellationToken))
        {
            var speech = Assert.IsType<AnswerSpeech>(part);
            Assert.NotEqual(0, speech.Pcm.Length);
            said.Add(speech.Text);
        }

        return said;
    }

    private static Frame Sample(string name) => new(File.ReadAllBytes(Path.Combine(Folder(), "..", "..", "..", "samples", "media", name)), "image/jpeg", 0, 0, 0);

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private static Frame? FrameOf(Drawn? picture) => picture is null ? null : new Frame(picture.Jpeg(), "image/jpeg", 0, 0, 0);
}
