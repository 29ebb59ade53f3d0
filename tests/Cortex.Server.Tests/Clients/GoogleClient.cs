namespace Cortex.Server.Tests.Clients;

/// <summary>Google's JavaScript client at its pinned version, installed once beside the build's other products.</summary>
internal static class GoogleClient
{
    private static readonly SemaphoreSlim Installing = new(1, 1);

    /// <summary>Runs the conversation against a server; returns what it printed.</summary>
    public static async Task<string> ConverseAsync(Uri server)
    {
        var folder = await InstallAsync();
        return await Programs.RunAsync(folder, "node", "--no-warnings", "conversation.mjs", server.AbsoluteUri);
    }

    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(House(), "tests", "clients");
        var folder = Path.Combine(House(), "artifacts", "clients");
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            Directory.CreateDirectory(folder);
            var installed = Path.Combine(folder, "installed-lock.json");
            foreach (var file in Directory.GetFiles(source))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            }

            var pinned = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"), TestContext.Current.CancellationToken);
            if (!File.Exists(installed) || await File.ReadAllTextAsync(installed, TestContext.Current.CancellationToken) != pinned)
            {
                var (code, output, errors) = await Programs.TryRunAsync(folder, "npm", "ci", "--loglevel=error");
                Assert.SkipWhen(code != 0 && !NodeFactAttribute.IsCi, $"npm cannot fetch the client: {errors.Trim()}");
                Assert.True(code == 0, $"npm ended with {code}\n{errors}\n{output}");
                await File.WriteAllTextAsync(installed, pinned, TestContext.Current.CancellationToken);
            }

            return folder;
        }
        finally
        {
            Installing.Release();
        }
    }

    private static string House()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cortex.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"Cortex.slnx is in no folder above {AppContext.BaseDirectory}");
        }

        return folder.FullName;
    }
}
