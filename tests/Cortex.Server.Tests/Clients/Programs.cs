using System.Diagnostics;
using Cortex.Testing;

namespace Cortex.Server.Tests.Clients;

/// <summary>Other programs, run to their end.</summary>
internal static class Programs
{
    /// <summary>The first of the programs that is not on the path, or null.</summary>
    public static string? Missing(params ReadOnlySpan<string> names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
        {
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, name))))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>What the program printed; fails with its errors where it fails.</summary>
    public static async Task<string> RunAsync(string folder, string name, params string[] arguments)
    {
        var (code, output, errors) = await TryRunAsync(folder, name, arguments);
        Assert.True(code == 0, $"{name} ended with {code}\n{errors}\n{output}");
        return output;
    }

    /// <summary>How the program ended, and what it printed on both sides.</summary>
    public static async Task<(int Code, string Output, string Errors)> TryRunAsync(string folder, string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience.Limit * 2, TestContext.Current.CancellationToken);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
