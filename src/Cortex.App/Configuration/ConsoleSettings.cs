using System.Globalization;
using System.Net;

namespace Cortex.App.Configuration;

/// <summary>The console in the browser.</summary>
internal sealed record ConsoleSettings
{
    /// <summary>The port that is tried first.</summary>
    public const int UsualPort = 8080;

    /// <summary>There is one; null: unless a recording is heard, which ends.</summary>
    public bool? IsOn { get; init; }

    /// <summary>Where it listens. Another address than loopback lets in who has the token.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, UsualPort);

    /// <summary>PEM or PFX file with certificate and key, for https; null: http.</summary>
    public string? Certificate { get; init; }

    /// <summary>The token is needed on loopback, too: other users of this machine reach it there.</summary>
    public bool AlwaysAsks { get; init; }

    /// <summary>The file with the token; made where it is missing.</summary>
    public string TokenFile { get; init; } = StateFolder.File("console-token");

    /// <summary>Names under which browsers may reach it, beside those of this machine and its certificate.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>An address, a port, or both; null: it is none.</summary>
    public static IPEndPoint? ToEndPoint(string text)
    {
        text = text.Trim();
        if (text.Length is > 0 and <= 5 && text.All(char.IsAsciiDigit))
        {
            return ushort.TryParse(text, CultureInfo.InvariantCulture, out var port) ? new(IPAddress.Loopback, port) : null;
        }

        if (text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase))
        {
            text = IPAddress.Loopback + text["localhost".Length..];
        }

        // What has no port is told apart from port 0, which takes a free one.
        return IPAddress.TryParse(text, out var address) && !text.StartsWith('[') ? new(address, UsualPort)
            : IPEndPoint.TryParse(text, out var end) && (end.Port is not 0 || text.EndsWith(":0", StringComparison.Ordinal)) ? end
            : null;
    }

    /// <summary>Names with commas between; null: one of them is none.</summary>
    public static IReadOnlyList<string>? ToHosts(string text)
    {
        var hosts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.TrueForAll(hosts, static host => Uri.CheckHostName(host) is not UriHostNameType.Unknown) ? hosts : null;
    }
}
