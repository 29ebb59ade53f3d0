using Cortex.Testing;
using Microsoft.Playwright;

namespace Cortex.Console.Tests.Browser;

/// <summary>
/// The system's Chromium without a window. Its fake microphone says a question after a second, and something else in the middle of the
/// answer; its fake camera shows a moving picture. One is shared by all tests; each has a profile of its own in it.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cortex-chromium-").FullName;
    private readonly Dictionary<string, IBrowser> _browsers = [];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _playwright;

    public async ValueTask InitializeAsync()
    {
        Needs.Program("chromium");
        _playwright = await Playwright.CreateAsync();
        await Spoken.WriteAsync(Path.Combine(_folder, "question.wav"), 40, (1, "What do you see?"));
        await Spoken.WriteAsync(Path.Combine(_folder, "interruption.wav"), 40, (1, "What do you see?"), (5.5, "And who is there, on the left side?"));
    }

    /// <summary>A page in a profile of its own.</summary>
    /// <param name="address">What it opens.</param>
    /// <param name="says">Which file its microphone says; null: the browser refuses microphone and camera.</param>
    /// <param name="options">Size, colours, motion.</param>
    internal async Task<ConsolePage> OpenAsync(Uri address, string? says = "question.wav", BrowserNewContextOptions? options = null)
    {
        var browser = await BrowserAsync(says);
        var context = await browser.NewContextAsync(options ?? new BrowserNewContextOptions { ReducedMotion = ReducedMotion.NoPreference });
        if (says is not null)
        {
            await context.GrantPermissionsAsync(["microphone", "camera"]);
        }

        return await ConsolePage.OpenAsync(context, address);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers.Values)
        {
            await browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _gate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<IBrowser> BrowserAsync(string? says)
    {
        await _gate.WaitAsync();
        try
        {
            if (!_browsers.TryGetValue(says ?? "", out var browser))
            {
                string[] devices = says is null ? [] :
                [
                    "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                    $"--use-file-for-fake-audio-capture={Path.Combine(_folder, says)}%noloop",
                ];
                browser = await _playwright!.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
                {
                    ExecutablePath = "/usr/bin/chromium",
                    Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--autoplay-policy=user-gesture-required", .. devices],
                });
                _browsers[says ?? ""] = browser;
            }

            return browser;
        }
        finally
        {
            _gate.Release();
        }
    }
}
