using Cortex.Console.Tests.Browser;
using Cortex.Console.Tests.Program;

namespace Cortex.Console.Tests.Page;

/// <summary>What the browser or the program refuses is told in plain words, and what still works goes on.</summary>
[Collection(nameof(ChromiumCollection))]
public sealed class RefusalTests(Chromium chromium)
{
    [Fact]
    public async Task Devices_Refused_AreToldAndWritingStillWorks()
    {
        await using var program = await ConsoleProgram.StartAsync();
        await using var page = await chromium.OpenAsync(program.Address, says: null);
        await page.UntilUpAsync();
        await page.Page.ClickAsync("#camera");
        await page.Page.WaitForSelectorAsync("[data-kind='camera'] >> text=Talking works without it");
        await page.Page.ClickAsync("#hands-free");
        await page.Page.WaitForSelectorAsync("[data-kind='microphone'] >> text=write your question");
        await page.UntilAsync("error");
        await page.AssertAccessibleAsync("denied");
        await page.ShowAsync("denied");
        Assert.Equal("false", await page.Page.GetAttributeAsync("#hands-free", "aria-checked"));

        await page.Question.FillAsync("What do you see?");
        await page.Question.PressAsync("Enter");
        await page.UntilAsync("speaking");
        Assert.Contains("You wrote: What do you see?", await page.Words.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Token_AskedFor_LetsInOnceItIsRight()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var program = await ConsoleProgram.StartAsync(0, ("CORTEX__Console__Token", "always"), ("CORTEX__Console__TokenFile", file));
            await using var page = await chromium.OpenAsync(program.Address);
            await page.Page.WaitForSelectorAsync("#pass[open]");
            await page.AssertAccessibleAsync("token");
            await page.ShowAsync("token");
            Assert.Equal("pass-word", await page.Page.EvaluateAsync<string>("() => document.activeElement.id"));
            Assert.Equal("text", await page.Page.GetAttributeAsync("#pass-word", "type"));
            await page.Page.FillAsync("#pass-word", "1234 5678");
            await page.Page.Keyboard.PressAsync("Enter");
            await page.Page.WaitForSelectorAsync("#pass-fault >> text=A code has eight digits");
            await page.Page.CheckAsync("#pass-token");
            Assert.Equal("password", await page.Page.GetAttributeAsync("#pass-word", "type"));
            await page.AssertAccessibleAsync("token, hidden");
            await page.Page.CheckAsync("#pass-show");
            Assert.Equal("text", await page.Page.GetAttributeAsync("#pass-word", "type"));
            await page.Page.FillAsync("#pass-word", "something else");
            await page.Page.FocusAsync("#pass-word");
            await page.Page.Keyboard.PressAsync("Enter");
            await page.Page.WaitForSelectorAsync("#pass-fault >> text=letter by letter");

            var token = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();
            await page.Page.FillAsync("#pass-word", token);
            await page.Page.Keyboard.PressAsync("Enter");
            await page.UntilUpAsync();
            Assert.False(await page.Page.EvaluateAsync<bool>("token => document.documentElement.outerHTML.includes(token) || document.cookie.includes(token) || location.href.includes(token) || JSON.stringify({ ...localStorage, ...sessionStorage }).includes(token)", token));

            await page.Page.ReloadAsync();
            await page.UntilUpAsync();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
