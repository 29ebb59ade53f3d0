using System.Text.RegularExpressions;

namespace Cortex.EndToEnd.Architecture;

/// <summary>Pages point at what exists.</summary>
public sealed partial class DocumentTests
{
    static IEnumerable<string> Pages => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void Every_link_in_a_page_leads_somewhere()
    {
        List<string> broken = [];
        foreach (var page in Pages)
            foreach (Match link in Link().Matches(WithoutCode(Repository.Read(page))))
            {
                var target = link.Groups[1].Value;
                if (!target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal) && !Exists(page, target))
                    broken.Add($"{page}: {target}");
            }
        Expect.None(broken);
    }

    [Fact]
    public void Every_error_message_that_names_a_page_names_an_entry_of_it()
    {
        var entries = Headings("docs/errors.md");
        var named = Repository.Sources("src/").SelectMany(file => ErrorEntry().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value));
        Expect.None(named.Except(entries));
    }

    [Fact]
    public void Every_test_that_a_requirement_names_exists()
    {
        var code = Repository.Sources("tests/").Concat(Repository.Sources("bench/"))
            .Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();
        var named = TestName().Matches(Repository.Read("docs/requirements.md")).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(named);
        Expect.None(named.Except(code));
    }

    [Fact]
    public void Every_file_that_a_page_names_exists()
    {
        List<string> missing = [];
        foreach (var page in Pages.Where(page => !page.StartsWith("docs/reference/", StringComparison.Ordinal)))
            foreach (Match name in FileName().Matches(Repository.Read(page)))
                if (!Path.Exists(Path.Combine(Repository.Root, name.Groups[1].Value)))
                    missing.Add($"{page}: {name.Groups[1].Value}");
        Expect.None(missing);
    }

    // The tests run the samples; a page shows lines of them, in their order.
    [Fact]
    public void Code_in_a_page_is_code_of_a_sample()
    {
        var samples = Repository.Sources("samples/").Select(file => Lines(Repository.Read(file))).ToList();
        var blocks = Pages.SelectMany(page => CSharp().Matches(Repository.Read(page)).Select(match => (Page: page, Code: match.Groups[1].Value))).ToList();
        Assert.NotEmpty(blocks);
        Expect.None(blocks.Where(block => !samples.Any(sample => Follow(Lines(block.Code), sample))).Select(block => $"{block.Page}: {block.Code}"));
    }

    static bool Follow(List<string> lines, List<string> sample)
    {
        var next = 0;
        foreach (var line in sample)
            if (next < lines.Count && line == lines[next])
                next++;
        return next == lines.Count;
    }

    static List<string> Lines(string code) => [.. code.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0)];

    static bool Exists(string page, string target)
    {
        var (file, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, "");
        var path = file.Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, file));
        if (!Path.Exists(Path.Combine(Repository.Root, path)))
            return false;
        return anchor.Length == 0 || !path.EndsWith(".md", StringComparison.Ordinal) || Headings(path).Contains(anchor);
    }

    // A heading's anchor, as forges make it.
    static HashSet<string> Headings(string page) =>
        Heading().Matches(Repository.Read(page))
            .Select(match => NotInAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))
            .ToHashSet();

    static string WithoutCode(string text) => CodeSpan().Replace(CodeBlock().Replace(text, ""), "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"docs/errors\.md#([\w-]+)")]
    private static partial Regex ErrorEntry();

    [GeneratedRegex(@"`(\w+(?:Tests|Benchmark|Benchmarks))`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`((?:src|tests|docs|eng|samples|bench)/[\w./-]*\w)`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"`[^`\n]*`")]
    private static partial Regex CodeSpan();
}
