using Cortex.Testing;
using System.Diagnostics;
using System.Reflection;

namespace Cortex.Console.Tests.Page;

/// <summary>The parts of the page that need no browser, under node.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task PureParts_UnderNode_HoldTheirTests()
    {
        Programs.Require("node");
        var folder = Directory.CreateTempSubdirectory("cortex-scripts-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{ "type": "module" }""", TestContext.Current.CancellationToken);
            var program = Assembly.Load("cortex");
            foreach (var name in program.GetManifestResourceNames().Where(static name => name.StartsWith("wwwroot/", StringComparison.Ordinal) && name.EndsWith(".js", StringComparison.Ordinal)))
            {
                var path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await using var from = program.GetManifestResourceStream(name)!;
                await using var to = File.Create(path);
                await from.CopyToAsync(to, TestContext.Current.CancellationToken);
            }

            var tests = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Scripts"), "*.test.js");
            Assert.NotEmpty(tests);
            foreach (var test in tests)
            {
                File.Copy(test, Path.Combine(folder, Path.GetFileName(test)));
            }

            var start = new ProcessStartInfo("node", ["--test", .. tests.Select(test => Path.Combine(folder, Path.GetFileName(test)))]) { RedirectStandardOutput = true, WorkingDirectory = folder };
            using var node = Process.Start(start)!;
            var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).Within("node's tests");
            await node.WaitForExitAsync(TestContext.Current.CancellationToken).Within("node's end");
            Assert.True(node.ExitCode == 0, said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
