using System.Runtime.CompilerServices;

namespace Cortex.Engines.Tests.Scenario;

/// <summary>The scenarios in the repository.</summary>
internal static class Samples
{
    public static string Folder => System.IO.Path.GetFullPath(System.IO.Path.Combine(Here(), "../../../../samples/scenarios"));

    public static string Path(string file) => System.IO.Path.Combine(Folder, file);

    private static string Here([CallerFilePath] string path = "") => path;
}
