using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cortex.App.WebConsole.Entry;
using Cortex.Testing;

namespace Cortex.App.Tests.WebConsole;

/// <summary>The console over https.</summary>
public sealed class SecureTests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_browser_is_let_in_over_https_and_its_cookie_travels_nowhere_else(string version)
    {
        var folder = Directory.CreateTempSubdirectory("cortex-certificate-").FullName;
        try
        {
            await using var stage = await ConsoleStage.OpenAsync(asks: true, certificate: Make(folder));
            Assert.Equal("https", stage.Url.Scheme);
            using var handler = new SocketsHttpHandler();
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=Cortex test";
            using var client = new HttpClient(handler);
            client.DefaultRequestVersion = new Version(version);
            client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

            // A name of the certificate is a name of the console.
            using var request = new HttpRequestMessage(HttpMethod.Get, stage.Url) { Version = new Version(version), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            request.Headers.Host = $"house.example:{stage.Url.Port}";
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request, Patience.Token())).StatusCode);

            var body = new StringContent($$"""{"token":"{{stage.Token}}"}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var answer = await client.PostAsync(new Uri(stage.Url, "session"), body, Patience.Token());
            var cookie = answer.Headers.GetValues("Set-Cookie").Single();
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);

            using var socket = new ClientWebSocket();
            socket.Options.HttpVersion = new Version(version);
            socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            socket.Options.SetRequestHeader("Cookie", cookie.Split(';')[0]);
            socket.Options.SetRequestHeader("Origin", stage.Url.GetLeftPart(UriPartial.Authority));
            await socket.ConnectAsync(new UriBuilder(new Uri(stage.Url, "events?page=page-one")) { Scheme = "wss" }.Uri, client, Patience.Token());
            var buffer = new byte[16 * 1024];
            var first = await socket.ReceiveAsync(buffer.AsMemory(), Patience.Token());
            Assert.StartsWith("""{"type":"hello",""", Encoding.UTF8.GetString(buffer, 0, first.Count), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("0.0.0.0", "box", "house.example")]
    [InlineData("0.0.0.0", "house.example", "house.example")]
    [InlineData("192.0.2.7", "box", "house.example")]
    [InlineData("127.0.0.1", "box", "127.0.0.1")]
    public void The_address_that_is_shown_is_one_that_the_certificate_is_good_for(string listen, string machine, string shown)
    {
        var folder = Directory.CreateTempSubdirectory("cortex-certificate-").FullName;
        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(Make(folder), null);
            Assert.Equal(shown, CertificateNames.Show(certificate, IPAddress.Parse(listen), machine));
            Assert.Equal(listen is "0.0.0.0" ? machine : listen, CertificateNames.Show(null, IPAddress.Parse(listen), machine));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Make(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Cortex test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("house.example");
        request.CertificateExtensions.Add(names.Build());
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.CreateSelfSigned(start, start.AddYears(50));
        var path = Path.Combine(folder, "house.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12));
        return path;
    }
}
