using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cortex.App.Configuration;

namespace Cortex.App.Doctor;

/// <summary>The program itself, and the programs and libraries of the system that it works with.</summary>
/// <param name="exists">Whether a program is on the path, or a library can be loaded.</param>
internal sealed class PartsCheck(Func<Part, bool> exists) : ICheck
{
    public string Name => "Program and system";

    public TimeSpan Limit => TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<Finding>> LookAsync(CortexSettings settings, CancellationToken cancellationToken)
    {
        var form = RuntimeFeature.IsDynamicCodeSupported ? $".NET {Environment.Version}" : "native";
        var findings = new List<Finding> { new("cortex", Health.Good, $"{form} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}") };
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            findings.Add(await SdkAsync(cancellationToken));
        }

        findings.AddRange(Part.All.Where(static part => part.IsWanted).Select(Of));
        return findings;
    }

    private Finding Of(Part part) => exists(part)
        ? new(part.Name, Health.Good, part.GivesWhat)
        : new(part.Name, Health.Advice, "is missing: no " + part.GivesWhat, $"sudo apt-get install -y {part.Package}");

    private static async Task<Finding> SdkAsync(CancellationToken cancellationToken)
    {
        const string Subject = ".NET SDK";
        try
        {
            var root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
            using var process = Process.Start(new ProcessStartInfo(root is null ? "dotnet" : Path.Combine(root, "dotnet"), ["--list-sdks"]) { RedirectStandardOutput = true })!;
            var list = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            var found = list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ')[0]).LastOrDefault(static version => version.StartsWith("10.", StringComparison.Ordinal));
            if (found is not null)
            {
                return new(Subject, Health.Good, found);
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It is not on the path: the same as none.
        }

        return new(Subject, Health.Advice, "no .NET 10 SDK was found: this build runs, but it cannot be built anew", "sudo apt-get install -y dotnet-sdk-10.0");
    }
}
