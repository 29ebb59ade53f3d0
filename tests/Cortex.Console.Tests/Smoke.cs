namespace Cortex.Console.Tests;
public class Smoke { [Fact] public async Task Opens() { using var p = await Microsoft.Playwright.Playwright.CreateAsync(); Assert.NotNull(p); } }
