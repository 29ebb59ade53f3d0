using System.Net;

namespace Cortex.Live.Connection;

/// <summary>The proxies of this machine (HTTPS_PROXY and its like).</summary>
internal static class Proxies
{
    /// <summary>Whom a connection to an address goes to first: the proxy, or the server itself.</summary>
    /// <param name="address">The server's.</param>
    /// <param name="proxy">Who is asked, or null.</param>
    public static (string Host, int Port) FirstHop(Uri address, IWebProxy? proxy)
    {
        var web = new UriBuilder(address) { Scheme = address.Scheme is "wss" ? "https" : "http", Port = address.Port }.Uri;
        if (proxy is null)
        {
            return (address.DnsSafeHost, address.Port);
        }

        var hop = proxy.IsBypassed(web) ? address : proxy.GetProxy(web) ?? address;
        return (hop.DnsSafeHost, hop.Port);
    }
}
