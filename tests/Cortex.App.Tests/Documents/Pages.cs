using System.Text.RegularExpressions;

namespace Cortex.App.Tests.Documents;

/// <summary>The pages of this repository, and what they tell people to type.</summary>
internal static partial class Pages
{
    public static string Root { get; } = FindRoot();

    /// <summary>All but the notes of how things were decided, which tell of their day.</summary>
    public static IEnumerable<string> All { get; } =
        [
            Path.Combine(Root, "README.md"), .. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md"),
            .. Directory.GetFiles(Path.Combine(Root, "samples"), "README.md", SearchOption.AllDirectories),
        ];

    /// <summary>
    /// Each command of this program in a page: where it stands, its words after the program's name, and whether it is to be typed as
    /// it stands: in a sentence, and in the list of verbs, it may be a name alone.
    /// </summary>
    public static IEnumerable<(string Where, string Command, bool IsWhole)> Commands()
    {
        foreach (var page in All)
        {
            var number = 0;
            foreach (var line in File.ReadLines(page))
            {
                number++;
                var isTyped = line.StartsWith("    ", StringComparison.Ordinal);
                var commands = isTyped ? Typed().Matches(line) : InText().Matches(line);
                foreach (Match command in commands)
                {
                    // Alternatives and what is left out are for people.
                    if (!command.Groups[1].Value.AsSpan().ContainsAny("…|<") && !command.Groups[1].Value.StartsWith("VERB", StringComparison.Ordinal))
                    {
                        yield return ($"{Path.GetRelativePath(Root, page)}:{number}", command.Groups[1].Value.Trim(), isTyped && !page.EndsWith("command-line.md", StringComparison.Ordinal));
                    }
                }
            }
        }
    }

    /// <summary>Each block of JSON in a page that opens in its first column: where it stands, and its text.</summary>
    public static IEnumerable<(string Where, string Json)> Blocks(string page)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, page));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] is "    {")
            {
                var end = Array.IndexOf(lines, "    }", i);
                yield return ($"{page}:{i + 1}", string.Join('\n', lines[i..(end + 1)]));
                i = end;
            }
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cortex.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository: no Cortex.slnx above them.");
        }

        return folder.FullName;
    }

    // What is explained beside it stands two spaces apart.
    [GeneratedRegex(@"^    (?:[A-Za-z_]+=\S+ )*(?:sudo )?(?:\./)?cortex (.+?)(?:\s{2,}.*)?$")]
    private static partial Regex Typed();

    [GeneratedRegex(@"`(?:\./)?cortex ([^`]+)`")]
    private static partial Regex InText();
}
