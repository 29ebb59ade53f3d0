using Cortex.Testing;
using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Cortex.Console.Tests.Browser;

/// <summary>The console's page, as a person uses it and as a test looks at it.</summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _faults = new();

    private ConsolePage(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        page.PageError += (_, fault) => _faults.Enqueue(fault);
        page.Console += (_, message) =>
        {
            // A socket that cannot be opened is told by the browser too; that it comes back is what is tested.
            if (message.Type == "error" && !message.Text.Contains("WebSocket", StringComparison.Ordinal) && !message.Text.Contains("ERR_CONNECTION", StringComparison.Ordinal))
            {
                _faults.Enqueue(message.Text);
            }
        };
    }

    /// <summary>The page itself.</summary>
    public IPage Page { get; }

    /// <summary>What the browser complained of: scripts that failed, and what the page's own rules forbade.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public ILocator Talk => Page.Locator("#talk");

    public ILocator Words => Page.Locator("#words");

    public ILocator Question => Page.Locator("#question");

    /// <summary>Opens it in a context of its own.</summary>
    public static async Task<ConsolePage> OpenAsync(IBrowserContext context, Uri address)
    {
        var page = new ConsolePage(await context.NewPageAsync());
        await page.Page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    /// <summary>Waits for a state.</summary>
    public Task UntilAsync(string state) => Page.WaitForFunctionAsync("state => document.body.dataset.state === state", state);

    /// <summary>Waits for any of some states.</summary>
    public Task UntilAnyAsync(params string[] states) => Page.WaitForFunctionAsync("states => states.includes(document.body.dataset.state)", states);

    /// <summary>Waits until the page has reached the program.</summary>
    public Task UntilUpAsync() => UntilAnyAsync("idle", "watching");

    /// <summary>Runs something with the parts of the page.</summary>
    public Task<T> WithPartsAsync<T>(string body) => Page.EvaluateAsync<T>("async () => { const { parts } = await import('/main.js'); " + body + " }");

    /// <summary>Runs something with the parts of the page.</summary>
    public Task WithPartsAsync(string body) => WithPartsAsync<object?>(body);

    /// <summary>Waits until a claim about the parts of the page is true.</summary>
    public async Task UntilPartsAsync(string claim)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await WithPartsAsync<bool>($"return Boolean({claim});"))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience.Limit, "waited in vain until: " + claim);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What axe finds against WCAG 2.2 A and AA.</summary>
    public async Task AssertAccessibleAsync(string what)
    {
        var result = await Page.RunAxe(new Deque.AxeCore.Commons.AxeRunOptions
        {
            RunOnly = new Deque.AxeCore.Commons.RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        Assert.True(result.Violations.Length == 0, what + ": " + string.Join("; ", result.Violations.Select(static found => $"{found.Id}: {found.Help} ({string.Join(", ", found.Nodes.Select(static node => node.Html))})")));
    }

    /// <summary>Keeps a picture of it where <c>CORTEX_SCREENSHOTS</c> names a folder.</summary>
    public async Task ShowAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("CORTEX_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Allow });
        }
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
