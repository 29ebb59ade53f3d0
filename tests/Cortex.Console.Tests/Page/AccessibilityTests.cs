using Cortex.Console.Tests.Browser;
using Cortex.Console.Tests.Program;
using Microsoft.Playwright;

namespace Cortex.Console.Tests.Page;

/// <summary>axe on every state, by day, by night and on a phone; and what axe cannot see.</summary>
[Collection(nameof(ChromiumCollection))]
public sealed class AccessibilityTests(Chromium chromium)
{
    private static readonly string[] States = ["idle", "watching", "connecting", "listening", "deaf", "processing", "speaking", "held", "interrupted", "error", "reconnecting"];

    // Words of every kind, a turn to draw, a notice: as after some use.
    private const string Filled =
        """
        const { book, screen } = parts;
        const one = book.typed('What is there?', 1000);
        book.audio(4000, 1500); book.said('A street with trees, and a long row of houses.'); book.played(one.turn, 1500); book.sounded(one.turn, 1550);
        const two = book.complete(9000) && book.voiceBegan(9000);
        book.voiceEnded(10000); book.endDecided(10500); book.audio(3000, 11000); book.said('Two persons, near, on the left.'); book.sounded(two.turn, 11050); book.played(two.turn, 900);
        book.interrupted(two.turn, 12000); book.complete(12100);
        screen.notices.show('example', { words: 'Something to look at.', level: 'warning', action: { label: 'Do it', run() {} } });
        screen.pictures.showOn(true);
        screen.pictures.scene({ width: 640, height: 360, objects: [{ label: 'chair', confidence: 0.8, x: 0.1, y: 0.2, width: 0.3, height: 0.5, where: 'on the left' }] });
        screen.update = () => {};
        """;

    [Theory]
    [InlineData(ColorScheme.Light, 1280, 900)]
    [InlineData(ColorScheme.Dark, 1280, 900)]
    public async Task Page_InEveryState_IsCleanForAxe(ColorScheme colours, int width, int height) => await CheckAsync(colours, width, height, States);

    // The colours of a state are those of a big page; what may break is where things are.
    [Fact]
    public async Task Page_OnAPhone_IsCleanForAxe() => await CheckAsync(ColorScheme.Light, 360, 740, ["idle", "error"]);

    [Fact]
    public async Task Page_OnAPhone_FitsAndIsBigEnoughForFingers()
    {
        await using var program = await ConsoleProgram.StartAsync();
        await using var page = await chromium.OpenAsync(program.Address, options: new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
            HasTouch = true,
            IsMobile = true,
            DeviceScaleFactor = 2,
        });
        await page.UntilUpAsync();
        await page.WithPartsAsync(Filled);
        await page.ShowAsync("phone");
        Assert.True(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 360);
        var small = await page.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, input, select, summary')].map((one) => [one, (one.type === 'checkbox' ? one.parentElement : one).getBoundingClientRect()])
              .filter(([one, { width, height }]) => one.checkVisibility() && (width < 44 || height < 44)).map(([one, { width, height }]) => `${one.id || one.textContent} ${width}x${height}`)
            """);
        Assert.Empty(small);
    }

    [Fact]
    public async Task States_ThatPassQuickly_AreNotReadOut()
    {
        await using var program = await ConsoleProgram.StartAsync();
        await using var page = await chromium.OpenAsync(program.Address);
        await page.UntilUpAsync();
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#spoken-state').textContent.startsWith('Idle')");
        var read = await page.WithPartsAsync<string[]>(
            """
            parts.screen.update = () => {};
            const read = [];
            new MutationObserver(() => read.push(document.querySelector('#spoken-state').textContent)).observe(document.querySelector('#spoken-state'), { childList: true, characterData: true, subtree: true });
            for (const state of ['listening', 'processing', 'speaking', 'listening', 'processing', 'interrupted', 'listening']) {
              parts.screen.state.show(state);
              await new Promise((done) => setTimeout(done, state === 'interrupted' ? 50 : 150));
            }
            await new Promise((done) => setTimeout(done, 900));
            return read;
            """);
        Assert.Equal(["Interrupted. The rest of the answer was dropped.", "Listening. Speak."], read);
    }

    private async Task CheckAsync(ColorScheme colours, int width, int height, string[] states)
    {
        await using var program = await ConsoleProgram.StartAsync();
        await using var page = await chromium.OpenAsync(program.Address, options: new BrowserNewContextOptions
        {
            ColorScheme = colours,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        await page.UntilUpAsync();
        await page.AssertAccessibleAsync("empty");
        await page.WithPartsAsync(Filled);
        await page.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach((one) => (one.open = true))");
        foreach (var state in states)
        {
            await page.WithPartsAsync($"parts.screen.state.show('{state}', '{(state == "error" ? "Something failed." : "")}');");
            await page.AssertAccessibleAsync(state);
            await page.ShowAsync($"state-{state}-{colours}-{width}".ToLowerInvariant());
        }

        await page.Page.ClickAsync("#open-keys");
        Assert.Equal(("keys-title", 0), (await page.Page.EvaluateAsync<string>("() => document.activeElement.id"), await page.Page.EvaluateAsync<int>("() => document.querySelector('#keys').scrollTop")));
        await page.AssertAccessibleAsync("keys");
        Assert.Empty(page.Faults);
    }
}
