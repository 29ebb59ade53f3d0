using System.Net;
using Cortex.Server.Faults;

namespace Cortex.Server.Hosting;

/// <summary>Finds what is wrong with options, all of it at once.</summary>
internal static class OptionsCheck
{
    /// <param name="options">The options.</param>
    /// <param name="hasHouse">Somebody else keeps the door.</param>
    /// <exception cref="ArgumentException">One sentence per fault.</exception>
    public static void Check(LiveServerOptions options, bool hasHouse = false)
    {
        var faults = new List<string>();
        if (!hasHouse && !IPAddress.IsLoopback(options.Address) && options.AcceptedKeys.Count == 0)
        {
            faults.Add($"listening on {options.Address} lets other machines in: name the keys that are accepted, or listen on 127.0.0.1");
        }

        Require(options.Port is >= 0 and <= 65535, $"port {options.Port} does not exist: 0 to 65535", faults);
        Require(options.AcceptedKeys.All(static key => !string.IsNullOrWhiteSpace(key)), "an accepted key is empty", faults);
        faults.AddRange(options.AllowedOrigins.Where(static origin => !IsOrigin(origin)).Select(static origin =>
            $"\"{origin}\" is no origin, and a browser will never send it: write it as http://localhost:3000, without a path and a slash at its end"));
        Require(options.FragmentBytes >= 0, "FragmentBytes is negative: 0 does not split", faults);
        Require(options.MaxMessageBytes >= 1024, "MaxMessageBytes is below 1024", faults);
        Require(
            options.ConnectionLifetime > TimeSpan.Zero && options.GoAwayNotice >= TimeSpan.Zero && options.SetupTimeout > TimeSpan.Zero
            && options.SendTimeout > TimeSpan.Zero && options.RequestHeadTimeout > TimeSpan.Zero && options.IdleTimeout > TimeSpan.Zero && options.CloseTimeout > TimeSpan.Zero && options.ResumeGrace >= TimeSpan.Zero,
            "a time limit is zero or negative",
            faults);
        Require(
            options is { MaxConnections: > 0, MaxConnectionsPerAddress: > 0, MaxConversations: > 0, MaxSnapshots: > 0, MaxSnapshotBytes: > 0, MaxTokens: > 0, MaxRequests: > 0, MaxRequestBytes: > 0, MaxHistoryCharacters: > 0, MaxBufferedBytes: > 0 },
            "a limit on numbers or bytes is zero or negative",
            faults);
        if (options.Faults is { } plan && FaultChecks.Find(plan) is { } wrong)
        {
            faults.Add($"Faults{wrong.Path[1..]} {wrong.What}");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException($"the server's options are wrong: {string.Join("; ", faults)}", nameof(options));
        }
    }

    // What a browser sends: scheme, host, and the port unless it is the scheme's own.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0
        && text.Equals(address.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    private static void Require(bool holds, string fault, List<string> faults)
    {
        if (!holds)
        {
            faults.Add(fault);
        }
    }
}
