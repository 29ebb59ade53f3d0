using System.Text.RegularExpressions;

namespace Cortex.EndToEnd.Architecture;

/// <summary>Where things are: folders named by subject, one public type per file, files that fit on a few screens.</summary>
public sealed partial class LayoutTests
{
    // Folders whose files belong to the namespace above: they only keep a long list short.
    static readonly string[] Unnamed = ["src/Cortex.Live/Notices/", "src/Cortex.Live/History/", "tests/Cortex.Testing/"];

    // Files over 400 lines, each with its reason.
    static readonly Dictionary<string, string> Long = new()
    {
        ["src/Cortex.App/Console/Events/ConsoleFacts.cs"] = "all that pages are told, kept under one lock so that a page which comes late is told the same",
        ["src/Cortex.App/Console/wwwroot/talk/conversation.js"] = "the page's pump: what goes up and what comes back meet in one state",
        ["src/Cortex.Assistant/Remote/RemoteTurns.cs"] = "every event of a turn whose devices are elsewhere goes through one lock, as in the pump",
        ["tests/Cortex.Assistant.Tests/Engine/OrderTests.cs"] = "one stage, one list of what can be ordered and how",
        ["src/Cortex.Assistant/Pump/Conductor.cs"] = "every step of a turn goes through one lock, and what it guards is seen at once",
        ["src/Cortex.Assistant/Pump/DevicePump.cs"] = "all that a conversation at devices can be asked, and the wiring of its parts in one place",
        ["src/Cortex.Engines/Ladder/Conversing/LadderConversation.cs"] = "the ladder's shell: every action of the core is carried out here",
        ["src/Cortex.Live/Connection/Sending/Outbox.cs"] = "all lanes share one lock and one order of acceptance",
        ["src/Cortex.Live/Session/LiveSession.cs"] = "the session's shell: every action of the core is carried out here",
        ["tests/Cortex.Live.Tests/Session/LiveSessionTests.cs"] = "one stage, one list of what a network and a server can do",
        ["docs/reference/live-protocol.md"] = "the wire, kept in one piece as it was researched",
    };

    static IEnumerable<string> Code => Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void Folders_are_named_by_subject_never_by_kind()
    {
        string[] kinds = ["Enums", "Interfaces", "Helpers", "Utils", "Utilities", "Common", "Misc", "Shared", "Managers", "Services", "Extensions"];
        var folders = Code.SelectMany(file => file.Split('/')[..^1]).Distinct();
        Expect.None(folders.Intersect(kinds, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Cortex.Live"), InlineData("Cortex.Media"), InlineData("Cortex.Engines")]
    [InlineData("Cortex.Server"), InlineData("Cortex.Assistant"), InlineData("cortex")]
    public void Types_are_named_by_what_they_are(string assembly)
    {
        string[] endings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Impl"];
        Expect.None(CompiledAssembly.Read(assembly).Defined.Where(type => endings.Any(ending => type.EndsWith(ending, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_namespace_is_the_project_and_its_folders()
    {
        List<string> wrong = [];
        foreach (var file in Code)
        {
            var declared = Namespace().Match(Repository.Read(file)).Groups[1].Value;
            var parts = file.Split('/')[1..^1];
            // Program.cs has no namespace; a folder below the first may stay out of the namespace.
            var (least, most) = (string.Join('.', parts.Take(2)), string.Join('.', parts));
            if (Unnamed.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
                (least, most) = (parts[0], parts[0]);
            // A test's folder may bear the name of the type it tests, which its namespace would hide.
            if (file.StartsWith("tests/", StringComparison.Ordinal))
                least = parts[0];
            // A namespace of the name Console would hide the terminal's from the whole program.
            if (parts[0] is not "Cortex.Console.Tests")
                (least, most) = (least.Replace(".Console", ".WebConsole", StringComparison.Ordinal), most.Replace(".Console", ".WebConsole", StringComparison.Ordinal));
            if (declared.Length > 0 && !((declared == most || most.StartsWith(declared + '.', StringComparison.Ordinal)) && declared.Length >= least.Length))
                wrong.Add($"{file}: {declared}, expected {(least == most ? most : $"{least} to {most}")}");
        }
        Expect.None(wrong);
    }

    [Fact]
    public void A_file_has_one_public_type_and_its_name()
    {
        List<string> wrong = [];
        foreach (var file in Repository.Sources("src/"))
        {
            var types = PublicType().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value).Distinct().ToList();
            var name = Path.GetFileNameWithoutExtension(file).Split('.')[0];
            if (types.Count > 1 || types.Any(type => type != name))
                wrong.Add($"{file}: {string.Join(", ", types)}");
        }
        Expect.None(wrong);
    }

    [Fact]
    public void A_file_over_400_lines_has_a_reason()
    {
        string[] read = [".cs", ".js", ".md", ".sh", ".html", ".css"];
        var tooLong = Repository.Files.Where(file => read.Contains(Path.GetExtension(file)) && Repository.Read(file).Count(c => c == '\n') > 400);
        Expect.None(tooLong.Except(Long.Keys));
    }

    [Fact]
    public void A_sample_fits_on_a_screen() =>
        Expect.None(Repository.Sources("samples/").Where(file => Repository.Read(file).Count(c => c == '\n') > 60));

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|readonly|partial|ref|unsafe) )*(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>?]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
