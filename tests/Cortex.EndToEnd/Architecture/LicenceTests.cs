using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Cortex.EndToEnd.Architecture;

/// <summary>What ships is listed with its licence: THIRD-PARTY-NOTICES.md.</summary>
public sealed partial class LicenceTests
{
    // Any other needs a thought before it ships.
    static readonly string[] Usual = ["MIT", "BSD-3-Clause", "Apache-2.0"];

    // What their nuspec calls a file of their own, and what is in it.
    static readonly Dictionary<string, string> Files = new()
    {
        ["Microsoft.ML.OnnxRuntime"] = "MIT",
        ["Microsoft.ML.OnnxRuntime.Managed"] = "MIT",
    };

    static IEnumerable<(string Name, string Licence)> Listed =>
        Row().Matches(Repository.Read("THIRD-PARTY-NOTICES.md").Split("## Beside the program")[0])
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))
            .Where(row => row.Item1 is not "package");

    [Fact]
    public void Every_package_that_ships_is_listed_and_no_other() =>
        Assert.Equal(
            Shipped().Select(package => package.Name).Order(StringComparer.Ordinal),
            Listed.Select(row => row.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_package_is_listed_with_the_licence_it_has()
    {
        Expect.None(Listed.Where(row => !Usual.Contains(row.Licence)).Select(row => $"{row.Name}: {row.Licence}"));
        var listed = Listed.ToDictionary(row => row.Name, row => row.Licence);
        List<string> wrong = [];
        var seen = 0;
        foreach (var (name, folder) in Shipped())
        {
            var manifest = Path.Combine(Cache, folder, name.ToLowerInvariant() + ".nuspec");
            if (File.Exists(manifest))
            {
                seen++;
                var licence = Licence(name, XDocument.Load(manifest));
                if (listed.GetValueOrDefault(name) != licence)
                    wrong.Add($"| {name} | {licence} |, not {listed.GetValueOrDefault(name)}");
            }
        }

        Expect.None(wrong);
        Assert.SkipWhen(seen == 0, "the packages of the build are not on this machine any more");
    }

    static string Cache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    static string Licence(string name, XDocument manifest)
    {
        var licence = manifest.Descendants().FirstOrDefault(element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value : Files.GetValueOrDefault(name, "unknown");
    }

    // What the program was built of, as the build wrote it down.
    static IEnumerable<(string Name, string Folder)> Shipped()
    {
        using var built = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "cortex.deps.json")));
        return [.. built.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => (library.Name.Split('/')[0], library.Value.GetProperty("path").GetString()!))];
    }

    [GeneratedRegex(@"^\| ([\w.]+) \| ([\w.-]+) \| .* \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
