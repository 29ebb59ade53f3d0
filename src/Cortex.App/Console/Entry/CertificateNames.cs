using System.Security.Cryptography.X509Certificates;

namespace Cortex.App.WebConsole.Entry;

/// <summary>The names that a certificate was made for: whoever made it leads them here on purpose.</summary>
internal static class CertificateNames
{
    public static IEnumerable<string> Of(X509Certificate2? certificate) =>
        certificate?.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(static names => names.EnumerateDnsNames()).Where(static name => !name.StartsWith('*')) ?? [];
}
