using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cortex.Engines.Written;

namespace Cortex.Server.Hosting;

/// <summary>Opens a certificate with its key from a file.</summary>
public static class ServerCertificate
{
    private const int MostBytes = 1024 * 1024;
    private const string Begin = "-----BEGIN ";
    private const string Key = "PRIVATE KEY-----";
    private const string Advice = "give a PFX file, or a PEM file with the key in it or in a .key file beside it";

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
            var bytes = SmallFile.Read(path, MostBytes);
            var text = Encoding.UTF8.GetString(bytes);
            return text.Contains(Begin, StringComparison.Ordinal) ? OpenPem(path, text, password) : X509CertificateLoader.LoadPkcs12(bytes, password);
        }
        catch (CryptographicException e)
        {
            throw new IOException($"{path}: no certificate with its private key can be read here ({e.Message.TrimEnd('.')}); {Advice}", e);
        }
        catch (IOException e) when (e is not CertificateFault)
        {
            throw new IOException($"{path}: {e.Message}; {Advice}", e);
        }
    }

    private static X509Certificate2 OpenPem(string path, string text, string? password)
    {
        if (!text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
        {
            throw new CertificateFault($"{path}: there is no certificate in it; {Advice}");
        }

        var beside = Path.ChangeExtension(path, ".key");
        var isBeside = !text.Contains(Key, StringComparison.Ordinal);
        if (isBeside && !File.Exists(beside))
        {
            throw new CertificateFault($"{path}: there is no private key in it, and no file {beside} beside it; {Advice}");
        }

        var (place, key) = isBeside ? (beside, Encoding.UTF8.GetString(SmallFile.Read(beside, MostBytes))) : (path, text);
        var isEncrypted = key.Contains("ENCRYPTED", StringComparison.Ordinal);
        if (isEncrypted && password is null)
        {
            throw new CertificateFault($"{place}: the private key is encrypted, and nobody is there to give its password: write one without, as with openssl pkey -in {place} -out FILE");
        }

        try
        {
            return isEncrypted ? X509Certificate2.CreateFromEncryptedPem(text, key, password) : X509Certificate2.CreateFromPem(text, key);
        }
        catch (Exception e) when (e is ArgumentException || (e is CryptographicException && !isEncrypted && IsKey(key)))
        {
            throw new CertificateFault($"{place}: the private key is that of another certificate than {path}; {Advice}", e);
        }
    }

    // A key by itself: then it is the certificate that does not match.
    private static bool IsKey(string text)
    {
        AsymmetricAlgorithm[] kinds = [RSA.Create(), ECDsa.Create()];
        try
        {
            return Array.Exists(kinds, kind => CanImport(kind, text));
        }
        finally
        {
            Array.ForEach(kinds, static kind => kind.Dispose());
        }
    }

    private static bool CanImport(AsymmetricAlgorithm kind, string text)
    {
        try
        {
            kind.ImportFromPem(text);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private sealed class CertificateFault(string message, Exception? inner = null) : IOException(message, inner);
}
