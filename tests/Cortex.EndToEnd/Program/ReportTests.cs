namespace Cortex.EndToEnd.Program;

/// <summary><c>cortex report</c>, run as a user runs it.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_talk_becomes_a_page_that_needs_nothing_else_also_after_a_crash_in_mid_write()
    {
        var recording = _folder.File("talk.jsonl.gz");
        (await CortexProgram.RunAsync("talk", "--engine", "offline", "--mic", Samples.Question, "--camera", Samples.Street, "--record", recording, "--record-audio", "--record-pictures")).Expect(0);

        var run = (await CortexProgram.RunAsync("report", recording)).Expect(0);
        var page = await File.ReadAllTextAsync(_folder.File("talk.html"), TestContext.Current.CancellationToken);
        Assert.Equal(_folder.File("talk.html") + "\n", run.Output);
        Assert.Contains("1 turn, first sound", page, StringComparison.Ordinal);
        Assert.Contains("<h2>What looked wrong</h2><p>Nothing.</p>", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:audio/wav;base64,UklGR", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/jpeg;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);

        var whole = await File.ReadAllBytesAsync(recording, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(recording, whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);
        (await CortexProgram.RunAsync("report", recording, "--out", _folder.File("half.html"))).Expect(0);
        Assert.Contains("the recording stops here, without an end", await File.ReadAllTextAsync(_folder.File("half.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_talk_is_replayed_in_words_and_sound()
    {
        var recording = _folder.File("talk.jsonl.gz");
        var talk = (await CortexProgram.RunAsync("talk", "--engine", "offline", "--text", "hello", "--speaker", _folder.File("talk.wav"), "--record", recording, "--record-audio", "--json")).Expect(0);

        var run = (await CortexProgram.RunAsync("replay", recording, "--speaker", _folder.File("again.wav"), "--speed", "2")).Expect(0);

        var said = talk.Json().GetProperty("turns")[0].GetProperty("said").GetString()!.Split(' ')[0];
        Assert.Contains("You     hello", run.Output, StringComparison.Ordinal);
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.InRange(Sound.AudibleSeconds(_folder.File("again.wav")), Sound.AudibleSeconds(_folder.File("talk.wav")) / 3, Sound.AudibleSeconds(_folder.File("talk.wav")));
    }

    [Fact]
    public async Task What_is_no_recording_is_said_and_what_was_good_stays()
    {
        var old = _folder.Write("foreign.html", "an old report");
        (await CortexProgram.RunAsync("report", Samples.Street, "--out", old)).Expect(5).ComplainsInOneLine("no recording of Cortex");
        (await CortexProgram.RunAsync("report", _folder.File("none.jsonl"))).Expect(5).ComplainsInOneLine("none.jsonl");
        (await CortexProgram.RunAsync("replay", Samples.Street)).Expect(5).ComplainsInOneLine("no recording of Cortex");
        (await CortexProgram.RunAsync("report", _folder.Path)).Expect(5).ComplainsInOneLine("is a folder");
        (await CortexProgram.RunAsync("report", old, "--out", old)).Expect(2).ComplainsInOneLine("written over the recording");
        Assert.Equal("an old report", await File.ReadAllTextAsync(old, TestContext.Current.CancellationToken));
    }
}
