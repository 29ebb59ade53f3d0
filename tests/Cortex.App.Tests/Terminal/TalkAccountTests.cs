using Cortex.App.Terminal;
using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.App.Tests.Terminal;

public sealed class TalkAccountTests
{
    [Fact]
    public void Only_the_live_engine_is_named_with_its_model()
    {
        Assert.StartsWith("cortex · live · gemini-3.8-live", Written(Report("live")));
        Assert.StartsWith("cortex · embedded\n", Written(Report("embedded")));
    }

    [Fact]
    public void What_was_added_here_is_part_of_the_time_to_the_first_sound()
    {
        var timing = new TurnTiming { ResponseMs = 474, ClientAddedMs = 9.4 };

        var text = Written(Report("live", new TurnReport(null, "Good morning.", 1400, false, timing)));

        Assert.Contains("first sound 474 ms after your voice, 9.4 ms of it added here · 1.4 s", text);
    }

    [Theory]
    [InlineData(LostKind.Microphone, 40, "lost: sound of the microphone, 40 ms (the conversation ended)")]
    [InlineData(LostKind.ToolAnswer, 0, "lost: the answer of a tool (the conversation ended)")]
    public void What_was_lost_is_said_in_words(LostKind what, double ms, string expected) =>
        Assert.Contains(expected, Written(Report("live") with { Lost = [new LostReport(what, ms, "the conversation ended")] }));

    [Fact]
    public void No_line_is_wider_than_the_terminal_and_nothing_is_coloured_where_there_is_none()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 100));

        var text = Written(Report("live", new TurnReport(null, words, 1400, false, new TurnTiming { ResponseMs = 474, ClientAddedMs = 9.4 })));

        Assert.DoesNotContain('\u001b', text);
        Assert.All(text.Split('\n'), static line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void The_rest_of_an_answer_that_broke_off_stands_under_its_own_question()
    {
        var asked = new TurnTiming { VoiceStartMs = 600, TurnEndSentMs = 2000 };

        var text = Written(
            Report("live", new TurnReport(null, "On the left a", 400, false, asked), new TurnReport(null, "car.", 400, false, new TurnTiming()), new TurnReport(null, "Noon.", 400, false, asked)),
            "what.wav",
            "when.wav");

        var order = ((string[])["what.wav", "On the left a", "car.", "when.wav", "Noon."]).Select(words => text.IndexOf(words, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    private static string Written(TalkReport report, params string[] asked)
    {
        using var output = new StringWriter();
        TalkAccount.Write(report, asked is [] ? ["question.wav"] : asked, [], output);
        return output.ToString().ReplaceLineEndings("\n");
    }

    private static TalkReport Report(string engine, params TurnReport[] turns) => new(
        engine,
        "gemini-3.8-live",
        turns,
        new FrameReport(1, 1, 0),
        new WireReport(645_000, 746_000, 48_000, 56_000),
        new ConnectionReport(1, 0, []),
        [],
        new UsageReport(440, 246, 686, null),
        new ProcessReport(1.4, 10.2, 105_000_000));
}
