using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cortex.Server.Hosting;

/// <summary>Opens a certificate with its key from a file.</summary>
public static class ServerCertificate
{
    /// <summary>
    /// Opens a PFX file, or a PEM file that holds the certificate and the key; the key may also be in a file of the same name
    /// that ends in <c>.key</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="password">Of the PFX file or of the key, or null.</param>
    /// <exception cref="IOException">It cannot be read, or holds no certificate with a key; says what to do.</exception>
    public static X509Certificate2 Open(string path, string? password = null)
    {
        try
        {
            return IsPem(path) ? OpenPem(path, password) : X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (Exception e) when (e is CryptographicException or UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException(
                $"{path}: no certificate with its private key can be read here ({e.Message.TrimEnd('.')}); "
                + "give a PFX file, or a PEM file with the key in it or in a .key file beside it",
                e);
        }
    }

    private static bool IsPem(string path) => File.ReadAllText(path).Contains("-----BEGIN ", StringComparison.Ordinal);

    private static X509Certificate2 OpenPem(string path, string? password)
    {
        var beside = Path.ChangeExtension(path, ".key");
        var key = File.ReadAllText(path).Contains("PRIVATE KEY-----", StringComparison.Ordinal) || !File.Exists(beside) ? null : beside;
        return password is null
            ? X509Certificate2.CreateFromPemFile(path, key)
            : X509Certificate2.CreateFromEncryptedPemFile(path, password, key);
    }
}
