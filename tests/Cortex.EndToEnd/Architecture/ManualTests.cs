using System.Text.RegularExpressions;

namespace Cortex.EndToEnd.Architecture;

/// <summary>The manual tells every option and every setting, and none that is not there.</summary>
public sealed partial class ManualTests
{
    static string App => string.Concat(Repository.Sources("src/Cortex.App/").Select(Repository.Read));

    [Fact]
    public void Every_option_stands_in_the_manual_and_no_other()
    {
        string[] builtIn = ["--help", "--version"];
        var options = Option().Matches(App).Select(match => match.Groups[1].Value).Concat(builtIn);
        var told = ToldOption().Matches(Repository.Read("docs/command-line.md")).Select(match => match.Groups[1].Value);
        Assert.Equal(options.Distinct().Order(StringComparer.Ordinal), told.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("docs/configuration.md"), InlineData("cortex.example.json")]
    public void Every_setting_stands_in(string page)
    {
        var text = Repository.Read(page);
        var keys = Setting().Matches(string.Concat(Repository.Sources("src/Cortex.App/Configuration/").Select(Repository.Read))).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(keys);
        Expect.None(keys.Where(key => !text.Contains(page.EndsWith(".md", StringComparison.Ordinal) ? $"`{key}`" : $"\"{key.Split('.')[^1]}\"", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"(?:new Option<[^>]*>\(|Option<[^>]*> \w+ = new\(|AddSetting\(\w+, |CheckedOption\.\w+\()""(--[a-z-]+)""")]
    private static partial Regex Option();

    // In a table's first column, or in its own code span.
    [GeneratedRegex(@"`(--[a-z-]+)[^`]*`")]
    private static partial Regex ToldOption();

    [GeneratedRegex(@"^\s+new\(""([a-z][\w.]*)"",", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
