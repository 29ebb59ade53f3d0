using System.Text;
using Cortex.App.Reporting;
using Cortex.Engines.Recording;

namespace Cortex.App.Tests.Reporting;

/// <summary>What a report makes of a recording, line by line.</summary>
public sealed class StoryTests
{
    private const string Header = """{"cortexRecording":1,"start":"2026-12-01T00:00:00+00:00","engine":"live","media":false}""";
    private const string Ready = """{"ms":100,"notice":{"kind":"stateChanged","from":"Connecting","to":"Ready","why":"the setup was accepted"}}""";
    private const string End = """{"ms":9000,"turn":1,"notice":{"kind":"closed","side":"Client","code":1000,"text":"","class":"Clean"}}""";

    [Fact]
    public void A_turn_is_told_with_its_wait_its_sound_and_nothing_looks_wrong()
    {
        var story = Read(
            Ready,
            """{"ms":1000,"up":{"realtimeInput":{"activityStart":{}}}}""",
            """{"ms":1010,"up":{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=16000","bytes":640}}}}""",
            """{"ms":2000,"up":{"realtimeInput":{"activityEnd":{}}}}""",
            """{"ms":2100,"turn":1,"down":{"serverContent":{"inputTranscription":{"text":"what <is> this"}}}}""",
            """{"ms":2400,"turn":1,"down":{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","bytes":24000}}]},"outputTranscription":{"text":" A chair."}}}}""",
            """{"ms":2500,"turn":1,"down":{"serverContent":{"turnComplete":true},"usageMetadata":{"promptTokenCount":10,"responseTokenCount":5}}}""",
            End);

        var turn = Assert.Single(story.Turns);
        Assert.Equal(("what <is> this", "A chair."), (turn.Heard, turn.Said));
        Assert.Equal(TimeSpan.FromMilliseconds(400), turn.Wait);
        Assert.Equal(TimeSpan.FromMilliseconds(500), turn.AnswerLength);
        Assert.Equal((10, 5, TimeSpan.FromMilliseconds(20)), (story.PromptTokens, story.ResponseTokens, story.MicrophoneLength));
        Assert.Empty(Troubles.Of(story));

        var page = ReportPage.Of(story, "talk.jsonl");
        Assert.Contains("what &lt;is&gt; this", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<is>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_looks_wrong_is_named_with_its_moment()
    {
        var story = Read(
            Ready,
            """{"ms":1000,"up":{"realtimeInput":{"text":"hello"}}}""",
            """{"ms":1100,"turn":1,"notice":{"kind":"stateChanged","from":"Ready","to":"Recovering","why":"broke"}}""",
            """{"ms":3100,"turn":1,"notice":{"kind":"stateChanged","from":"Recovering","to":"Ready","why":"again"}}""",
            """{"ms":4000,"turn":1,"down":{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","bytes":4800}}]}}}}""",
            """{"ms":5000,"turn":1,"down":{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","bytes":4800}}]}}}}""",
            """{"ms":5100,"up":{"realtimeInput":{"text":"and now"}}}""",
            """{"ms":5200,"turn":2,"notice":{"kind":"lost","what":"Microphone","durationMs":320,"count":16,"why":"the lane was full"}}""",
            """{"ms":5300,"turn":2,"down":{"toolCall":{"functionCalls":[{"id":"1","name":"clock","args":{}}]}}}""",
            """{"ms":5400,"lost":7}""");

        var found = Troubles.Of(story).Select(static mark => mark.Words).ToArray();
        foreach (var words in new[]
        {
            "no connection for 2.0 s", "turn 1: the answer took 3.0 s", "turn 1: the answer's sound ran dry for 900 ms", "lost: Microphone, 320 ms (the lane was full)",
            "turn 2: no answer came", "turn 2: the tool clock was never answered", "7 lines of the recording are missing", "without an end",
        })
        {
            Assert.Contains(found, one => one.Contains(words, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_answer_that_was_cut_sounds_no_further_than_the_cut()
    {
        var story = Read(
            Ready,
            """{"ms":1000,"up":{"realtimeInput":{"text":"hello"}}}""",
            """{"ms":1500,"turn":1,"down":{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","bytes":480000}}]}}}}""",
            """{"ms":2500,"turn":1,"down":{"serverContent":{"interrupted":true}}}""",
            End);

        Assert.Equal(TimeSpan.FromMilliseconds(2500), Assert.Single(Assert.Single(story.Turns).Sounded).To);
        Assert.Contains("class=\"cut\"", ReportPage.Of(story, "x"), StringComparison.Ordinal);
    }

    private static Story Read(params string[] lines)
    {
        using var reader = RecordingReader.Open("test.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. lines]) + "\n"));
        return StoryTeller.Of(reader);
    }
}
