using System.ComponentModel;
using System.Diagnostics;
using Cortex.App.Commands;

namespace Cortex.App.Bench;

/// <summary>Google's JavaScript client at the version that the repository pins, installed once beside the build's other products.</summary>
internal static class GoogleClient
{
    private const string Script = "workload.mjs";

    /// <summary>Installs it where it is not yet.</summary>
    /// <returns>The folder it runs in.</returns>
    /// <exception cref="CommandFailure">This is no checkout, or Node.js or the client cannot be had; says what to do.</exception>
    public static async Task<string> InstallAsync(CancellationToken cancellationToken)
    {
        var house = House();
        var source = Path.Combine(house, "tests", "clients");
        var folder = Directory.CreateDirectory(Path.Combine(house, "artifacts", "clients")).FullName;
        foreach (var file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        var pinned = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"), cancellationToken);
        var installed = Path.Combine(folder, "installed-lock.json");
        if (!File.Exists(installed) || await File.ReadAllTextAsync(installed, cancellationToken) != pinned)
        {
            using var npm = Start(folder, "npm", "ci", "--loglevel=error");
            var complaints = npm.StandardError.ReadToEndAsync(CancellationToken.None);
            _ = npm.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0)
            {
                throw new CommandFailure(ExitCode.Refused, $"npm cannot fetch Google's client: {(await complaints).Trim()}");
            }

            await File.WriteAllTextAsync(installed, pinned, cancellationToken);
        }

        return folder;
    }

    /// <summary>Starts the workload with it.</summary>
    public static Process StartWorkload(string folder, Uri server, int seconds, string picture) =>
        Start(folder, "node", "--no-warnings", Script, server.AbsoluteUri, seconds.ToString(System.Globalization.CultureInfo.InvariantCulture), picture);

    /// <summary>A picture of the samples.</summary>
    public static string Picture() => Path.Combine(House(), "samples", "media", "street.jpg");

    private static Process Start(string folder, string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new IOException($"{program} did not start");
        }
        catch (Win32Exception)
        {
            throw new CommandFailure(ExitCode.Device, "Google's client needs Node.js, which is not here: sudo apt-get install nodejs npm");
        }
    }

    private static string House()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "tests", "clients", Script)))
                {
                    return folder.FullName;
                }
            }
        }

        throw new CommandFailure(ExitCode.Device, "Google's client is in no folder above: run this in a checkout of the repository, which has it in tests/clients");
    }
}
