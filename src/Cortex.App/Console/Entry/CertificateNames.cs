using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Cortex.App.WebConsole.Entry;

/// <summary>The names that a certificate was made for: whoever made it leads them here on purpose.</summary>
internal static class CertificateNames
{
    public static IEnumerable<string> Of(X509Certificate2? certificate) =>
        Alternatives(certificate).SelectMany(static names => names.EnumerateDnsNames()).Where(static name => !name.StartsWith('*'));

    /// <summary>The name to show people: one that leads here, and that the certificate is good for where there is one.</summary>
    /// <param name="certificate">The console's; null: it has none.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="machine">This machine's name.</param>
    public static string Show(X509Certificate2? certificate, IPAddress address, string machine)
    {
        var isAny = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
        var own = isAny ? machine : address.ToString();
        if (certificate is null || certificate.MatchesHostname(own))
        {
            return own;
        }

        // On loopback no name but its own leads here.
        string[] names = IPAddress.IsLoopback(address) ? ["localhost"] : [machine + ".local", .. Of(certificate), .. isAny ? Figures(certificate) : []];
        return names.FirstOrDefault(name => certificate.MatchesHostname(name)) ?? own;
    }

    private static IEnumerable<string> Figures(X509Certificate2 certificate) =>
        Alternatives(certificate).SelectMany(static names => names.EnumerateIPAddresses()).Where(static address => !IPAddress.IsLoopback(address)).Select(static address => address.ToString());

    private static IEnumerable<X509SubjectAlternativeNameExtension> Alternatives(X509Certificate2? certificate) =>
        certificate?.Extensions.OfType<X509SubjectAlternativeNameExtension>() ?? [];
}
