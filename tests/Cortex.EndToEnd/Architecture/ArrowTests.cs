namespace Cortex.EndToEnd.Architecture;

/// <summary>Who may know whom. Arrows point one way: docs/architecture.md.</summary>
public sealed class ArrowTests
{
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Cortex.Live", [] },
        { "Cortex.Media", [] },
        { "Cortex.Engines", ["Cortex.Live", "Cortex.Media"] },
        { "Cortex.Server", ["Cortex.Live", "Cortex.Media", "Cortex.Engines"] },
        { "Cortex.Assistant", ["Cortex.Live", "Cortex.Media", "Cortex.Engines"] },
        { "cortex", ["Cortex.Live", "Cortex.Media", "Cortex.Engines", "Cortex.Server", "Cortex.Assistant"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_knows_only_those_below_it(string project, string[] below)
    {
        var known = CompiledAssembly.Read(project).Assemblies.Where(name => name.StartsWith("Cortex.", StringComparison.Ordinal));
        Expect.None(known.Except(below));
    }

    [Fact]
    public void Every_project_has_its_arrows() =>
        Assert.Equal(
            Repository.Sources("src/", ".csproj").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            Arrows.Select(row => row.Data.Item1 == "cortex" ? "Cortex.App" : row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void The_Live_library_has_no_package_but_abstractions()
    {
        string[] abstractions =
        [
            "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Primitives",
        ];
        var foreign = CompiledAssembly.Read("Cortex.Live").Assemblies.Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Expect.None(foreign.Except(abstractions));
    }

    [Fact]
    public void The_Live_library_opens_nothing_but_sockets()
    {
        string[] others = ["File", "FileStream", "FileInfo", "Directory", "DirectoryInfo", "Process", "HttpClient", "Console"];
        Expect.None(CompiledAssembly.Read("Cortex.Live").Types.Where(type => others.Contains(type.Name)).Select(type => $"{type.Namespace}.{type.Name}"));
    }

    [Fact]
    public void The_server_has_its_own_table_of_models()
    {
        // Client and server sharing one table would share its mistakes, and no test would see them.
        var shared = CompiledAssembly.Read("Cortex.Server").Types.Where(type => type.Namespace.StartsWith("Cortex.Live.Models", StringComparison.Ordinal)).Select(type => type.Name);
        Expect.None(shared);
        // A constant leaves no reference in the compiled code.
        Expect.None(Repository.Sources("src/Cortex.Server/").Where(file => Repository.Read(file).Contains("Live.Models", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_server_knows_no_device()
    {
        // Sound, pictures and a voice come as bytes in a request or go into a reply.
        var used = CompiledAssembly.Read("Cortex.Server").Types.Where(type => type.Assembly == "Cortex.Media").Select(type => type.Namespace).Distinct();
        Expect.None(used.Except(["Cortex.Media.Audio", "Cortex.Media.Frames", "Cortex.Media.Voices"]));
    }
}
