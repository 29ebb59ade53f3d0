using Cortex.Console.Tests.Browser;
using Cortex.Console.Tests.Program;

namespace Cortex.Console.Tests.Page;

/// <summary>All of it by the keyboard.</summary>
[Collection(nameof(ChromiumCollection))]
public sealed class KeyboardTests(Chromium chromium)
{
    [Fact]
    public async Task Keys_AloneAndWithoutAMouse_DoEverything()
    {
        await using var program = await ConsoleProgram.StartAsync();
        await using var page = await chromium.OpenAsync(program.Address);
        var keyboard = page.Page.Keyboard;
        await page.UntilUpAsync();

        // The first stop leads to the big button.
        await keyboard.PressAsync("Tab");
        Assert.Equal("Skip to Talk", await FocusAsync(page, "textContent"));
        await keyboard.PressAsync("Enter");
        await page.Page.WaitForFunctionAsync("() => location.hash === '#talk'");

        // The list of keys takes the focus, keeps it, and gives it back.
        await page.Page.FocusAsync("#open-keys");
        await keyboard.PressAsync("?");
        await page.ShowAsync("keys");
        await AssertFocusStaysIn(page, "#keys");
        await keyboard.PressAsync("Escape");
        Assert.Equal("open-keys", await FocusAsync(page, "id"));

        // A question in writing, and its answer stopped.
        await keyboard.PressAsync("/");
        Assert.Equal("question", await FocusAsync(page, "id"));
        await keyboard.TypeAsync("Is there a chair? Hmm, tell me.");
        await keyboard.PressAsync("Enter");
        await page.UntilAsync("speaking");
        await keyboard.PressAsync("Escape");
        await page.UntilAsync("idle");
        Assert.Contains("You wrote: Is there a chair?", await page.Words.InnerTextAsync(), StringComparison.Ordinal);

        // Held, the key talks; let go, it is answered.
        await page.Page.EvaluateAsync("() => document.activeElement.blur()");
        await keyboard.DownAsync("t");
        await page.UntilPartsAsync("parts.book.newest.kind === 'voice' && parts.book.newest.timing.voiceEnd");
        await keyboard.UpAsync("t");
        await page.UntilAsync("speaking");
        await keyboard.PressAsync("s");
        await page.UntilAsync("idle");

        await keyboard.PressAsync("u");
        Assert.Equal("true", await page.Page.GetAttributeAsync("#mute", "aria-checked"));
        await keyboard.PressAsync("u");
        await keyboard.PressAsync("c");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#camera').getAttribute('aria-checked') === 'true'");
        await keyboard.PressAsync("c");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#video').srcObject === null && !document.querySelector('#no-picture').hidden");
        await keyboard.PressAsync("-");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#set-volume').value === '0.8'");
        await keyboard.PressAsync(".");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#set-speed').value === '1.1'");

        // An order has the terminal's key, and stands for itself; in writing it is obeyed, and is no question without an answer.
        await keyboard.PressAsync("a");
        await page.UntilAsync("speaking");
        await page.Page.WaitForSelectorAsync("#words >> text=Order: are you there");
        await keyboard.PressAsync("s");
        await page.UntilAsync("idle");
        await page.Question.FillAsync("softer");
        await page.Question.PressAsync("Enter");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#set-volume').value === '0.6'");
        await page.Page.WaitForSelectorAsync("#log >> text=order: softer, in writing");
        await page.UntilPartsAsync("parts.book.newest.isDone");
        await page.Page.EvaluateAsync("() => document.activeElement.blur()");

        // Keys of one letter can be switched off.
        await page.Page.FocusAsync("#set-keys");
        await keyboard.PressAsync("Space");
        await page.Page.EvaluateAsync("() => document.activeElement.blur()");
        await keyboard.PressAsync("u");
        Assert.Equal("false", await page.Page.GetAttributeAsync("#mute", "aria-checked"));
        var log = await page.Page.InnerTextAsync("#log");
        Assert.DoesNotContain("No answer", log, StringComparison.Ordinal);
        Assert.Equal(2, log.Split("softer, in writing").Length);
        Assert.Empty(page.Faults);
    }

    private static Task<string> FocusAsync(ConsolePage page, string property) => page.Page.EvaluateAsync<string>("name => document.activeElement[name]", property);

    private static async Task AssertFocusStaysIn(ConsolePage page, string dialog)
    {
        for (var i = 0; i < 4; i++)
        {
            Assert.True(await page.Page.EvaluateAsync<bool>("dialog => document.activeElement === document.body || document.querySelector(dialog).contains(document.activeElement)", dialog));
            await page.Page.Keyboard.PressAsync("Tab");
        }
    }
}
