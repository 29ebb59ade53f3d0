using Cortex.Console.Tests.Browser;
using Cortex.Console.Tests.Program;
using Microsoft.Playwright;

namespace Cortex.Console.Tests.Page;

/// <summary>Somebody speaks while the answer sounds.</summary>
[Collection(nameof(ChromiumCollection))]
public sealed class BargeInTests(Chromium chromium)
{
    private const string WatchFlash =
        """
        window.flashes = [];
        new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => {
          if (node.className === 'flash') window.flashes.push([performance.now(), getComputedStyle(node).animationName, getComputedStyle(node).borderTopWidth]);
        }))).observe(document.body, { childList: true });
        """;

    [Fact]
    public async Task Voice_DuringTheAnswer_SilencesItTurnsRedOnceAndMarksWhatWasNotHeard()
    {
        await using var program = await ConsoleProgram.StartAsync();
        await using var page = await chromium.OpenAsync(program.Address, "interruption.wav", Recorder.Options);
        await page.UntilUpAsync();
        await page.Page.EvaluateAsync(WatchFlash);
        await page.Page.ClickAsync("#hands-free");
        await Recorder.StartAsync(page);
        await page.UntilAsync("speaking");
        var speaking = await page.Page.EvaluateAsync<double>("() => performance.now()");
        await page.UntilAsync("interrupted");
        await page.ShowAsync("interrupted");
        Assert.Equal("red", await page.Page.EvaluateAsync<string>("() => document.body.dataset.colour"));
        Assert.Equal("Interrupted", await page.Page.InnerTextAsync("#state-word"));
        await page.Page.WaitForFunctionAsync("() => window.flashes.length > 0");
        await page.UntilAnyAsync("listening", "processing");
        await page.Page.WaitForFunctionAsync("() => performance.now() > " + (speaking + 3500).ToString(System.Globalization.CultureInfo.InvariantCulture));

        var recorded = await Recorder.ReadAsync(page);
        var voice = recorded.MicrophoneVoiceAfter(speaking + 500);
        var silence = recorded.SilentAfter(voice) - voice;
        TestContext.Current.TestOutputHelper?.WriteLine($"from the microphone's voice to silence: {silence:0} ms");
        Assert.True(silence < 500, $"silent {silence:0} ms after the voice began");

        Assert.Contains("not heard:", await page.Words.InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Page.Locator("#words s.unheard").CountAsync() == 1);
        Assert.True(await page.Page.Locator("#timeline line.cut").CountAsync() >= 1);
        Assert.Equal(1, await page.Page.EvaluateAsync<int>("() => window.flashes.length"));
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Interruption_WhereMotionIsUnwanted_ShowsAnEdgeAndNoFlash()
    {
        await using var program = await ConsoleProgram.StartAsync();
        await using var page = await chromium.OpenAsync(program.Address, options: new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        await page.UntilUpAsync();
        await page.Page.EvaluateAsync(WatchFlash);
        await page.Page.FillAsync("#question", "What do you see?");
        await page.Page.ClickAsync("#ask button");
        await page.UntilAsync("speaking");
        await page.Page.ClickAsync("#stop");
        await page.UntilAsync("interrupted");
        var flash = await page.Page.EvaluateAsync<System.Text.Json.JsonElement>("() => window.flashes[0]");
        Assert.Equal("none", flash[1].GetString());
        Assert.Equal("8px", flash[2].GetString());
    }
}
