using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Cortex.App.WebConsole.Entry;

/// <summary>
/// Under which names the console may be asked for. A page elsewhere whose name leads to this machine (DNS rebinding) has its own name
/// in <c>Host</c>, which is none of these; an address in figures cannot be led anywhere. Pure.
/// </summary>
internal sealed class HostNames
{
    private readonly FrozenSet<string> _names;
    private readonly bool _isLoopback;

    /// <param name="address">Where the console listens.</param>
    /// <param name="machine">This machine's name.</param>
    /// <param name="others">Other names that lead here on purpose.</param>
    public HostNames(IPAddress address, string machine, IEnumerable<string> others)
    {
        _isLoopback = IPAddress.IsLoopback(address);
        IEnumerable<string> own = _isLoopback ? ["localhost"] : ["localhost", machine, machine + ".local"];
        _names = own.Concat(others).Select(static name => name.ToLowerInvariant()).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a request may name this host.</summary>
    /// <param name="host">As it stands in the request.</param>
    /// <param name="port">Where the request came in.</param>
    /// <param name="isHttps">Over https, whose own port goes unsaid.</param>
    public bool Admit(HostString host, int port, bool isHttps)
    {
        if (!host.HasValue || (host.Port ?? (isHttps ? 443 : 80)) != port)
        {
            return false;
        }

        var name = host.Host.ToLowerInvariant();
        return IPAddress.TryParse(name.Trim('[', ']'), out var figures)
            ? name.Length >= 3 && (!_isLoopback || IPAddress.IsLoopback(figures))
            : _names.Contains(name);
    }
}
