using System.Diagnostics;
using System.Globalization;
using Cortex.EndToEnd.Program;

namespace Cortex.EndToEnd.Network;

/// <summary>
/// Two hosts with a cable between them, as network namespaces of this machine, which a test can take down and up. Needs root and
/// iproute2; where either is missing the test is skipped and says so.
/// </summary>
internal sealed class TwoHosts : IDisposable
{
    public const string ServerAddress = "10.213.7.1";
    public const string ClientAddress = "10.213.7.2";
    private const string Cable = "cable";

    private static int _made;
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"cortex-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}");

    private TwoHosts()
    {
    }

    public string Server => _name + "-s";

    public string Client => _name + "-c";

    public static TwoHosts Make()
    {
        var hosts = new TwoHosts();
        if (!Environment.IsPrivilegedProcess || !Try("netns", "add", hosts.Server))
        {
            Assert.Skip("needs root and ip (iproute2): a link cannot be taken down otherwise");
        }

        try
        {
            Run("netns", "add", hosts.Client);
            Run("-n", hosts.Server, "link", "add", Cable, "type", "veth", "peer", "name", Cable, "netns", hosts.Client);
            Run("-n", hosts.Server, "addr", "add", ServerAddress + "/24", "dev", Cable);
            Run("-n", hosts.Client, "addr", "add", ClientAddress + "/24", "dev", Cable);
            foreach (var host in new[] { hosts.Server, hosts.Client })
            {
                Run("-n", host, "link", "set", "lo", "up");
                Run("-n", host, "link", "set", Cable, "up");
            }

            return hosts;
        }
        catch
        {
            hosts.Dispose();
            throw;
        }
    }

    /// <summary>The network is gone.</summary>
    /// <param name="far">False: the client's own link is down, and it knows. True: further away nothing comes back, and nobody says so.</param>
    public void Break(bool far)
    {
        if (far)
        {
            Run("-n", Server, "route", "add", "blackhole", ClientAddress + "/32");
        }
        else
        {
            Run("-n", Client, "link", "set", Cable, "down");
        }
    }

    /// <summary>It is back.</summary>
    public void Mend(bool far)
    {
        if (far)
        {
            Run("-n", Server, "route", "del", "blackhole", ClientAddress + "/32");
        }
        else
        {
            Run("-n", Client, "link", "set", Cable, "up");
        }
    }

    /// <summary>What a program's host received over the cable so far, in bytes.</summary>
    public static long ReceivedBy(RunningProgram program) => long.Parse(
        File.ReadLines($"/proc/{program.Id}/net/dev").Select(static line => line.Trim()).First(static line => line.StartsWith(Cable + ":", StringComparison.Ordinal))
            [(Cable.Length + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
        CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Try("netns", "del", Server);
        Try("netns", "del", Client);
    }

    private static void Run(params string[] arguments)
    {
        using var ip = Start(arguments);
        var complaint = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        Assert.True(ip.ExitCode == 0, $"ip {string.Join(' ', arguments)}: {complaint}");
    }

    private static bool Try(params string[] arguments)
    {
        try
        {
            using var ip = Start(arguments);
            ip.StandardError.ReadToEnd();
            ip.WaitForExit();
            return ip.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
