using System.Text;
using Cortex.App.Reporting;
using Cortex.Engines.Recording;

namespace Cortex.App.Tests.Reporting;

/// <summary>What a report makes of what this device recorded beside the messages.</summary>
public sealed class FlightStoryTests
{
    private const string Header = """{"cortexRecording":2,"start":"2026-12-01T00:00:00+00:00","engine":"live","audio":true,"pictures":true}""";
    private const string Ready = """{"ms":100,"notice":{"kind":"stateChanged","from":"Connecting","to":"Ready","why":"the setup was accepted"}}""";
    private const string End = """{"ms":9000,"turn":1,"notice":{"kind":"closed","side":"Client","code":1000,"text":"","class":"Clean"}}""";

    private const string Turn = """
        {"ms":8000,"turn":1,"event":{"kind":"turn","isOrder":false,"report":{"heard":"what is this","said":"A chair","saidAudioMs":420,"interrupted":true,"timing":{"voiceStartMs":1000,"voiceEndMs":2000,"responseMs":640.5,"clientAddedMs":12.4},"interruptions":[{"fadedMs":3000,"silentMs":3090,"voiceMs":3200,"overMs":3300,"outcome":"cut"}]}}}
        """;

    [Fact]
    public void What_the_device_measured_counts_more_than_what_the_messages_tell()
    {
        var (story, page) = Read(
            Ready,
            """{"ms":1000,"up":{"realtimeInput":{"activityStart":{}}}}""",
            """{"ms":2000,"up":{"realtimeInput":{"activityEnd":{}}}}""",
            """{"ms":2400,"turn":1,"down":{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","bytes":24000}}]},"outputTranscription":{"text":" A chair and a table."}}}}""",
            Turn.Trim(),
            End);

        Assert.Equal(TimeSpan.FromMilliseconds(640.5), Assert.Single(story.Turns).Wait);
        foreach (var words in new[] { "<td>A chair</td>", "12 ms", "0.4 s", "0:03.000", "90 ms", "<td>cut</td>" })
        {
            Assert.Contains(words, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void States_decisions_devices_bytes_and_the_account_are_on_the_page()
    {
        var (story, page) = Read(
            """{"ms":0,"event":{"kind":"device","device":"microphone","what":"Opened","name":"USB <Audio>","why":""}}""",
            Ready,
            """{"ms":1000,"turn":1,"event":{"kind":"phase","to":"Listening"}}""",
            """{"ms":2000,"turn":1,"event":{"kind":"phase","to":"Thinking"}}""",
            """{"ms":2500,"turn":1,"event":{"kind":"phase","to":"Idle"}}""",
            """{"ms":3000,"turn":1,"event":{"kind":"bargeIn","move":"Duck"}}""",
            """{"ms":3100,"turn":1,"notice":{"kind":"routed","text":"what is around","layer":1,"reason":"it names things"}}""",
            """{"ms":3200,"event":{"kind":"device","device":"microphone","what":"Lost","name":"USB <Audio>","why":"it was unplugged"}}""",
            """{"ms":4000,"event":{"kind":"counts","bytesUp":10000,"bytesDown":0,"connects":1,"resumes":0}}""",
            """{"ms":5000,"event":{"kind":"counts","bytesUp":1210000,"bytesDown":50000,"connects":2,"resumes":1}}""",
            """{"ms":5100,"event":{"kind":"account","report":{"frames":{"captured":7,"sent":2,"skipped":5,"leftOut":{"still":3}},"usage":{"cost":0.0123},"process":{"cpuSeconds":1.5,"wallSeconds":9,"peakRssBytes":52000000}}}}""",
            End);

        Assert.Equal([("Listening", 1.0), ("Thinking", 0.5)], story.Phases.Select(static phase => (phase.Phase, phase.Time.Length.TotalSeconds)));
        Assert.Contains(Troubles.Of(story), static mark => mark.Words.Contains("it was unplugged", StringComparison.Ordinal));
        foreach (var words in new[] { "a sound during the answer: faded", "goes to this device: it names things", "microphone: USB &lt;Audio&gt;", "up 1.2 MB", "2, 1 of them resumed", "7 captured, 5 skipped; left out: still 3", "1.5 s of CPU", "polyline class=\"line up\"", "class=\"Thinking\"" })
        {
            Assert.Contains(words, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Recorded_pictures_and_sound_are_in_the_page_and_nothing_else_is_fetched()
    {
        var (_, page) = Read(
            Ready,
            """{"ms":1000,"up":{"realtimeInput":{"video":{"mimeType":"image/jpeg","data":"/9j/AAAA"}}}}""",
            """{"ms":1001,"up":{"realtimeInput":{"video":{"mimeType":"image/svg+xml\" onload=\"x","data":"/9j/AAAA"}}}}""",
            """{"ms":1010,"up":{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=16000","data":"AAAAAAAA"}}}}""",
            End);

        Assert.Contains("src=\"data:image/jpeg;base64,/9j/AAAA\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("onload", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:audio/wav;base64,UklGR", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Damage_is_told_on_the_page_and_what_is_odd_does_no_harm()
    {
        var (story, page) = Read(
            Ready,
            "{\"ms\":200,\"dow",
            """{"ms":300,"turn":1,"event":{"kind":"turn","report":{"timing":7}}}""",
            """{"ms":400,"turn":1,"event":{"kind":"turn","report":{"timing":{"responseMs":1e300}}}}""",
            """{"ms":500,"event":{"kind":["x"]}}""",
            """{"ms":600,"down":{"serverContent":[1]}}""",
            """{"ms":700,"up":{"realtimeInput":7}}""",
            """{"ms":800,"up":{"realtimeInput":{"video":{"mimeType":"image/jpeg","bytes":1e300}}}}""",
            """{"ms":900,"event":{"kind":"phase","to":"\" onload=\"x"}}""",
            """{"ms":950,"event":{"kind":"phase","to":"Idle"}}""",
            End);

        Assert.Contains(Troubles.Of(story), static mark => mark.Words.Contains("line 3 is damaged", StringComparison.Ordinal));
        Assert.DoesNotContain("\" onload=\"", page, StringComparison.Ordinal);
    }

    private static (Story Story, string Page) Read(params string[] lines)
    {
        using var reader = RecordingReader.Open("test.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. lines]) + "\n"));
        var story = StoryTeller.Of(reader);
        return (story, ReportPage.Of(story, "test.jsonl"));
    }
}
