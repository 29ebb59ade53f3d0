using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Cortex.Live.Connection;

/// <summary>How a server is reached that is not reached as this machine is set up to; a door for tests.</summary>
/// <param name="Proxy">The proxy to ask; null: this machine's, if it has one.</param>
/// <param name="Trust">Whose certificates are good; null: whose this machine trusts. The name is checked in any case.</param>
internal sealed record DialWay(IWebProxy? Proxy = null, X509ChainPolicy? Trust = null)
{
    /// <summary>As this machine is set up.</summary>
    public static DialWay Usual { get; } = new();
}
