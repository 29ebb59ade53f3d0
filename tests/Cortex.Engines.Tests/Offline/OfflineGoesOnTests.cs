using Cortex.Engines.Offline;
using Cortex.Engines.Tests.Scenario;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Media.Frames;
using Cortex.Testing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Offline;

/// <summary>A session asks in the wearer's place after a break; the offline brain takes none of it for a question.</summary>
public sealed class OfflineGoesOnTests
{
    private static readonly HistoryEntry Hello = new(HistoryRole.User, "hello");
    private static readonly HistoryEntry Answered = new(HistoryRole.Model, "Hello, I am here, and I am offline.");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 12, 1, 9, 5, 0, TimeSpan.Zero));

    [Fact]
    public async Task Wherever_an_answer_breaks_off_what_follows_ends_it_and_says_no_word_twice()
    {
        using var picture = new Drawn(640, 480, "808080").Noise(12).Box(0.05, 0.25, 0.4, 0.75, "D01818");
        var frame = new Frame(picture.Jpeg(), "image/jpeg", 0, 0, 0);
        var whole = string.Join(' ', await Say(null, frame, Spoken()));

        await Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Bool, Gen.Bool).SampleAsync(async (at, isWatch, isMarked) =>
        {
            // In mid-word the whole word comes again: a piece of one helps nobody.
            var said = whole[..at];
            var rest = string.Join(' ', await Say(
                isWatch ? SessionWords.Continue : SessionWords.GoOn,
                frame,
                Spoken(),
                new(HistoryRole.Model, said.Trim() + (isMarked ? " [interrupted]" : ""), Interrupted: true)));
            var from = whole[at] == ' ' || said.EndsWith(' ') || at == 0 ? said.Trim().Length : said.LastIndexOf(' ') + 1;
            Assert.Equal(whole[from..].Trim(), rest);

            // The same where the state that was taken up is older than the answer.
            var told = string.Join(' ', await Say(SessionWords.GoOnAfter(said), frame, Spoken()));
            Assert.Equal(whole[from..].Trim(), told);
        }, iter: 60);
    }

    [Theory]
    [InlineData(SessionWords.Answer)]
    [InlineData(SessionWords.Nudge)]
    public async Task Asked_again_it_answers_the_last_question_and_not_these_words(string words)
    {
        Assert.Equal("It is 9:05.", (await Say(words, null, Hello, Answered, new(HistoryRole.User, "What time is it?")))[0]);
        Assert.Equal("It is 9:05.", (await Say(words, null, new(HistoryRole.User, "What time is it?"), new(HistoryRole.User, SessionWords.EndOfHistory), new(HistoryRole.User, words)))[0]);
    }

    [Fact]
    public async Task A_picture_that_changed_is_told_from_the_start()
    {
        using var picture = new Drawn(640, 480, "808080").Noise(12).Box(0.6, 0.25, 0.95, 0.75, "1030D0");
        var frame = new Frame(picture.Jpeg(), "image/jpeg", 0, 0, 0);
        Assert.StartsWith("On the right", (await Say(SessionWords.GoOn, frame, Spoken(), new(HistoryRole.Model, "On the left, a red")))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_result_of_a_tool_is_said_to_be_lost() =>
        Assert.Contains("got lost", (await Say(SessionWords.ToolBroke, null, Hello))[0], StringComparison.Ordinal);

    [Fact]
    public void The_watch_asks_with_the_words_that_are_known()
    {
        Assert.Equal(SessionRequest.Answer, SessionWords.Read(WatchPolicy.Default.NudgeText));
        Assert.Equal(SessionRequest.GoOn, SessionWords.Read(WatchPolicy.Default.ContinueText));
        Assert.Equal(SessionRequest.None, SessionWords.Read("Please go on."));
    }

    private static HistoryEntry Spoken() => new(HistoryRole.User, "");

    private async Task<List<string>> Say(string? typed, Frame? frame, params HistoryEntry[] entries)
    {
        var question = new Question
        {
            Setup = new Setup { Model = "models/test" },
            History = new(typed is null ? [] : entries),
            Turn = 0,
            Text = typed,
            Speech = typed is null ? new byte[320] : default,
            Frame = frame,
        };
        List<string> said = [];
        await foreach (var part in new OfflineBrain(new QuietVoice(), null, _clock).AnswerAsync(question, TestContext.Current.CancellationToken))
        {
            said.Add(Assert.IsType<AnswerSpeech>(part).Text);
        }

        return said;
    }
}
