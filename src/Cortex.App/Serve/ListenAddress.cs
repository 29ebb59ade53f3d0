using System.Net;
using Cortex.App.Commands;

namespace Cortex.App.Serve;

/// <summary>Where <c>cortex serve</c> listens, and whom it lets in there.</summary>
internal static class ListenAddress
{
    /// <summary>The variable with the keys that are let in, separated by commas. Keys have no place on a command line, where everybody sees them.</summary>
    public const string KeysVariable = "CORTEX_SERVE_KEYS";

    /// <summary>The address.</summary>
    /// <param name="text">As it was given, or null for this machine alone.</param>
    /// <exception cref="CommandFailure">It is none.</exception>
    public static IPAddress Parse(string? text) => text is null ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : throw new CommandFailure(ExitCode.Usage, $"--listen {text} is no address: give one of this machine's, such as 192.168.1.20, or 0.0.0.0 for all of them");

    /// <summary>The keys that are let in; empty lets in any.</summary>
    /// <param name="text">The address as it was given.</param>
    /// <exception cref="CommandFailure">Other machines could come in, and there are no keys.</exception>
    public static IReadOnlyList<string> KeysFor(string? text)
    {
        var keys = (Environment.GetEnvironmentVariable(KeysVariable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return keys.Length > 0 || IPAddress.IsLoopback(Parse(text)) ? keys
            : throw new CommandFailure(ExitCode.Usage, $"--listen {text} lets other machines in: put the keys they need into {KeysVariable}, separated by commas");
    }
}
