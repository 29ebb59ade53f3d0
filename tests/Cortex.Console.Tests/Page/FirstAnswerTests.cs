using Cortex.Console.Tests.Browser;
using Cortex.Console.Tests.Program;
using Cortex.Testing;

namespace Cortex.Console.Tests.Page;

/// <summary>A new user: opens the page, presses, speaks, hears.</summary>
[Collection(nameof(ChromiumCollection))]
public sealed class FirstAnswerTests(Chromium chromium)
{
    [Fact]
    public async Task HandsFree_AQuestionIsSpoken_ItsAnswerIsHeardAndAllOfItIsShown()
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var program = await ConsoleProgram.StartAsync();
        await using var page = await chromium.OpenAsync(program.Address, options: Recorder.Options);
        await page.UntilUpAsync();
        await page.ShowAsync("idle");

        await page.Page.ClickAsync("#camera");
        await page.Page.ClickAsync("#hands-free");
        await Recorder.StartAsync(page);
        await page.UntilAsync("listening");
        await page.ShowAsync("listening");
        await page.UntilAsync("processing");
        await page.ShowAsync("processing");
        await page.UntilAsync("speaking");
        TestContext.Current.TestOutputHelper?.WriteLine($"from the start of cortex run to a heard answer: {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s, of which the question takes 1.9 s");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#words .coming')");
        await page.ShowAsync("speaking");
        await page.UntilAsync("listening");

        // What was played was speech.
        var recorded = await Recorder.ReadAsync(page);
        Assert.True(recorded.VoiceSeconds() > 3, $"{recorded.VoiceSeconds():0.0} s of voice were played");

        // Both sides' words, all of them heard; the turn drawn to scale, and its numbers.
        Assert.Contains("You:", await page.Words.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("offline", await page.Words.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Page.Locator("#words .coming, #words s").CountAsync());
        foreach (var part in new[] { "voice", "wire", "sound" })
        {
            Assert.True(await page.Page.Locator($"#timeline rect.{part}").CountAsync() == 1, part);
        }

        Assert.Contains("ms from the voice's end to the first sound, over 1 turn", await page.Page.InnerTextAsync("#latency-words"), StringComparison.Ordinal);
        await page.Page.WaitForFunctionAsync("() => Number(document.querySelector('#number-total').textContent) > 0 && document.querySelector('#number-up').textContent.endsWith('KB')");
        Assert.Contains("embedded: answers", await page.Page.InnerTextAsync("#engine"), StringComparison.Ordinal);

        // The program counts the answer as heard, for the page says how far it played.
        await page.UntilPartsAsync("parts.book.newest.serverTurn > 0");
        await Patience.Until(() => program.Said.Contains("first sound", StringComparison.Ordinal), "the program's account of the answer");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task TalkButton_HeldAndLetGo_TheQuestionEndsThereAndIsAnswered()
    {
        await using var program = await ConsoleProgram.StartAsync();
        await using var page = await chromium.OpenAsync(program.Address);
        await page.UntilUpAsync();
        await page.Talk.HoverAsync();
        await page.Page.Mouse.DownAsync();
        await page.UntilPartsAsync("parts.book.newest?.timing.voiceEnd");
        Assert.Equal("true", await page.Talk.GetAttributeAsync("aria-pressed"));
        await page.Page.Mouse.UpAsync();
        await page.UntilAsync("speaking");
        Assert.Equal("false", await page.Talk.GetAttributeAsync("aria-pressed"));

        // Repeat plays what is kept, without a new call; stop silences it.
        await page.Page.ClickAsync("#stop");
        await page.UntilAsync("idle");
        await page.Page.ClickAsync("#repeat");
        await page.UntilAsync("speaking");
        await page.Page.ClickAsync("#stop");
        await page.UntilAsync("idle");
        Assert.Equal(1, await page.WithPartsAsync<int>("return parts.book.turns.length;"));
        Assert.Empty(page.Faults);
    }
}
