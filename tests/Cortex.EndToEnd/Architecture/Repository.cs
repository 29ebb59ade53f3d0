using System.Diagnostics;

namespace Cortex.EndToEnd.Architecture;

/// <summary>The files of this repository as they are published: tracked ones in a clone, all but the built ones in an archive.</summary>
static class Repository
{
    static readonly string[] Built = ["artifacts", "bin", "obj", ".git", "node_modules", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the root, with forward slashes, in order.</summary>
    public static IReadOnlyList<string> Files { get; } = FindFiles();

    public static IEnumerable<string> Sources(string under, string extension = ".cs") =>
        Files.Where(file => file.StartsWith(under, StringComparison.Ordinal) && file.EndsWith(extension, StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cortex.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository: no Cortex.slnx above them.");
        return folder.FullName;
    }

    static List<string> FindFiles()
    {
        var files = Tracked() ?? [.. Walk(Root).Select(file => Path.GetRelativePath(Root, file))];
        files.RemoveAll(file => !File.Exists(Path.Combine(Root, file)));
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    static List<string>? Tracked()
    {
        if (!Path.Exists(Path.Combine(Root, ".git")))
            return null;
        // Also what is not yet added, so that a new file is looked at before it is committed.
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "--cached", "--others", "--exclude-standard"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var git = Process.Start(start);
        var files = git!.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        git.WaitForExit();
        return git.ExitCode == 0 ? files : null;
    }

    static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(inner => !Built.Contains(Path.GetFileName(inner))).SelectMany(Walk));
}
