using System.ComponentModel;
using System.Diagnostics;

namespace Cortex.Testing;

/// <summary>Programs of the system that a test needs: where one is missing the test is skipped for all to see; in CI it fails.</summary>
public static class Programs
{
    private static readonly bool IsInCi = Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Skips the test, or fails it in CI, where the program cannot be started.</summary>
    public static void Require(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Refuse($"{program} is not installed: sudo apt-get install {program}");
        }
    }

    /// <summary>Skips the test for a reason that lies in this machine; in CI nothing is skipped, and it fails.</summary>
    public static void Refuse(string reason)
    {
        if (IsInCi)
        {
            Assert.Fail($"in CI nothing is skipped. {reason}");
        }

        Assert.Skip(reason);
    }

    /// <summary>Runs it and gives its standard output; the test fails where it fails.</summary>
    public static async Task<byte[]> RunAsync(string program, IEnumerable<string> arguments, ReadOnlyMemory<byte> input = default)
    {
        Require(program);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new Win32Exception($"{program} did not start");
        var complaints = process.StandardError.ReadToEndAsync();
        var feeding = FeedAsync(process.StandardInput.BaseStream, input);
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output).Within($"the output of {program}");
        await feeding;
        await process.WaitForExitAsync().Within($"the end of {program}");
        Assert.True(process.ExitCode == 0, $"{program} failed: {await complaints}");
        return output.ToArray();
    }

    private static async Task FeedAsync(Stream stream, ReadOnlyMemory<byte> input)
    {
        await using (stream)
        {
            await stream.WriteAsync(input);
        }
    }
}
