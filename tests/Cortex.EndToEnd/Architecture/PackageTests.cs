using System.Diagnostics;
using Cortex.Testing;

namespace Cortex.EndToEnd.Architecture;

/// <summary>The parts of the Debian package fit each other; <c>eng/test-package</c> installs it.</summary>
public sealed class PackageTests
{
    const string Unit = "packaging/systemd/cortex.service";

    static Dictionary<string, string> Settings => Repository.Read(Unit).Split('\n')
        .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
        .Select(line => line.Split('=', 2)).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.Last()[1]);

    [Fact]
    public void The_service_is_told_apart_from_one_that_hangs_and_is_started_again()
    {
        Assert.Equal("notify", Settings["Type"]);
        Assert.Equal("main", Settings["NotifyAccess"]);
        Assert.Equal("on-failure", Settings["Restart"]);
        Assert.True(int.Parse(Settings["WatchdogSec"], System.Globalization.CultureInfo.InvariantCulture) is >= 15 and <= 60, "a device that is lost stands still for five seconds");
        // The exit codes of the program: wrong usage, and interrupted.
        Assert.Equal("2", Settings["RestartPreventExitStatus"]);
        Assert.Equal("130", Settings["SuccessExitStatus"]);
    }

    [Fact]
    public void The_service_finds_its_folders_where_the_package_makes_them()
    {
        var (unit, postinst, postrm, setup) = (Settings, Repository.Read("packaging/debian/postinst"), Repository.Read("packaging/debian/postrm"), Repository.Read("packaging/debian/cortex-setup"));
        // The state folder is $XDG_STATE_HOME/cortex.
        Assert.Contains("XDG_STATE_HOME=/var/lib", unit["Environment"], StringComparison.Ordinal);
        Assert.Contains("XDG_STATE_HOME=/var/lib", setup, StringComparison.Ordinal);
        Assert.Equal("cortex", unit["StateDirectory"]);
        foreach (var script in new[] { postinst, postrm })
            Assert.Contains("/var/lib/cortex", script, StringComparison.Ordinal);
        Assert.EndsWith("--config /etc/cortex/cortex.json", unit["ExecStart"], StringComparison.Ordinal);
        Assert.Contains("--config /etc/cortex/cortex.json", setup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("packaging/debian/postinst"), InlineData("packaging/debian/prerm"), InlineData("packaging/debian/postrm"), InlineData("packaging/debian/cortex-setup")]
    [InlineData("eng/publish-native"), InlineData("eng/package-deb"), InlineData("eng/test-package"), InlineData("eng/pack")]
    public async Task A_script_can_be_run_and_is_one_that_its_shell_can_read(string script)
    {
        var path = Path.Combine(Repository.Root, script);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute), "it is not executable");
        var shell = Repository.Read(script).StartsWith("#!/bin/sh", StringComparison.Ordinal) ? "sh" : "bash";
        using var reading = Process.Start(new ProcessStartInfo(shell, ["-n", path]) { RedirectStandardError = true })!;
        var said = await reading.StandardError.ReadToEndAsync(Patience.Token());
        await reading.WaitForExitAsync(Patience.Token());
        Assert.True(reading.ExitCode == 0, said);
    }
}
