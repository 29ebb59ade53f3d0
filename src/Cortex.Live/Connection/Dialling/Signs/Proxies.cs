using System.Net;

namespace Cortex.Live.Connection;

/// <summary>The proxies of this machine (HTTPS_PROXY and its like).</summary>
internal static class Proxies
{
    /// <summary>Whom a connection to an address goes to first: the proxy, or the server itself.</summary>
    public static (string Host, int Port) FirstHop(Uri address)
    {
        var web = new UriBuilder(address) { Scheme = address.Scheme is "wss" ? "https" : "http", Port = address.Port }.Uri;
        if (WebRequest.DefaultWebProxy is not { } proxy)
        {
            return (address.DnsSafeHost, address.Port);
        }

        var hop = proxy.IsBypassed(web) ? address : proxy.GetProxy(web) ?? address;
        return (hop.DnsSafeHost, hop.Port);
    }
}
