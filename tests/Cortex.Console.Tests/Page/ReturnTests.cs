using Cortex.Console.Tests.Browser;
using Cortex.Console.Tests.Program;

namespace Cortex.Console.Tests.Page;

/// <summary>What goes away comes back by itself, and one device at a time talks.</summary>
[Collection(nameof(ChromiumCollection))]
public sealed class ReturnTests(Chromium chromium)
{
    [Fact]
    public async Task Program_RestartedOnItsPort_ThePageComesBackAndGoesOn()
    {
        var program = await ConsoleProgram.StartAsync();
        try
        {
            await using var page = await chromium.OpenAsync(program.Address);
            await page.UntilUpAsync();
            await AskAsync(page, "What do you see?");

            await program.KillAsync();
            await page.UntilAsync("reconnecting");
            await page.Page.WaitForSelectorAsync("[data-kind='program'] >> text=Is cortex running?");
            await page.ShowAsync("reconnecting");
            var port = program.Address.Port;
            await program.DisposeAsync();
            program = await ConsoleProgram.StartAsync(port);
            await page.UntilAsync("idle");

            await page.Page.WaitForSelectorAsync("#who >> text=This page holds the conversation.");
            await AskAsync(page, "And now?");
            var words = await page.Words.InnerTextAsync();
            Assert.Contains("What do you see?", words, StringComparison.Ordinal);
            Assert.Contains("And now?", words, StringComparison.Ordinal);
            Assert.Equal(0, await page.Page.Locator("[data-kind='program']").CountAsync());
            Assert.Empty(page.Faults);
        }
        finally
        {
            await program.DisposeAsync();
        }
    }

    [Fact]
    public async Task SecondPage_WatchesAndTakesOverOnlyWhenAsked()
    {
        await using var program = await ConsoleProgram.StartAsync();
        await using var first = await chromium.OpenAsync(program.Address);
        await first.UntilUpAsync();
        await AskAsync(first, "What do you see?");

        await using var second = await chromium.OpenAsync(program.Address);
        await second.UntilAsync("watching");
        Assert.Contains("What do you see?", await second.Words.InnerTextAsync(), StringComparison.Ordinal);
        await second.Page.ClickAsync("#hands-free");
        await second.Page.WaitForSelectorAsync("#taken[open]");
        await second.AssertAccessibleAsync("taken");
        await second.ShowAsync("two-pages");
        await second.Page.ClickAsync("#watch");
        await second.UntilAsync("watching");
        Assert.Equal("This page holds the conversation.", await first.Page.InnerTextAsync("#who"));

        await second.Page.ClickAsync("#hands-free");
        await second.Page.ClickAsync("#take");
        await second.UntilAsync("speaking");
        await first.Page.WaitForSelectorAsync("[data-kind='holder'] >> text=holds the conversation now");
        await first.UntilAnyAsync("watching", "speaking");
        await first.Page.WaitForFunctionAsync("() => document.querySelectorAll('#words > li').length > 1");
        Assert.False(await first.WithPartsAsync<bool>("return parts.microphone.isOpen || parts.conversation.isOpen;"));
        Assert.Empty(first.Faults);
        Assert.Empty(second.Faults);
    }

    private static async Task AskAsync(ConsolePage page, string text)
    {
        await page.Question.FillAsync(text);
        await page.Question.PressAsync("Enter");
        await page.UntilAsync("speaking");
        await page.Page.ClickAsync("#stop");
        await page.UntilAsync("idle");
    }
}
