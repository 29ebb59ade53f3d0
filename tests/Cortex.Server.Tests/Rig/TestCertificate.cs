using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cortex.Server.Tests.Rig;

/// <summary>A certificate of our own for loopback, made anew in each run.</summary>
internal static class TestCertificate
{
    public const string Subject = "CN=Cortex test";

    public static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return request.CreateSelfSigned(start, start.AddYears(50));
    }
}
