using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cortex.Server.Hosting;
using Cortex.Server.Tests.Rig;

namespace Cortex.Server.Tests.Hosting;

public sealed class LiveServerTests
{
    [Fact]
    public async Task A_port_in_use_is_one_clear_sentence()
    {
        await using var rig = await ServerRig.StartAsync();
        var failure = await Assert.ThrowsAsync<IOException>(() => ServerRig.StartAsync(new LiveServerOptions { Port = rig.Url.Port }));
        Assert.Contains($"cannot listen on 127.0.0.1:{rig.Url.Port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("choose another one", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task An_open_address_needs_keys()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => ServerRig.StartAsync(new LiveServerOptions { Address = IPAddress.Any }));
        Assert.Contains("name the keys that are accepted", failure.Message, StringComparison.Ordinal);
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { Address = IPAddress.Any, AcceptedKeys = ["k"] });
        Assert.NotEqual(0, rig.Url.Port);
    }

    [Fact]
    public async Task All_faults_of_the_options_are_told_at_once()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(
            () => ServerRig.StartAsync(new LiveServerOptions { Port = 70_000, AcceptedKeys = [" "], MaxConversations = 0 }));
        Assert.Contains("port 70000 does not exist", failure.Message, StringComparison.Ordinal);
        Assert.Contains("an accepted key is empty", failure.Message, StringComparison.Ordinal);
        Assert.Contains("a limit on numbers or bytes", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:3000/")]
    [InlineData("https://example.com/page")]
    [InlineData("localhost:3000")]
    [InlineData("*")]
    public async Task An_origin_that_no_browser_sends_is_refused_with_the_form_of_one(string origin)
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => ServerRig.StartAsync(new LiveServerOptions { AllowedOrigins = [origin] }));
        Assert.Contains($"\"{origin}\" is no origin", failure.Message, StringComparison.Ordinal);
        Assert.Contains("http://localhost:3000", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("both.pem")]
    [InlineData("apart.pem")]
    [InlineData("store.pfx")]
    public async Task A_certificate_from_a_file_serves_wss(string name)
    {
        var folder = Directory.CreateTempSubdirectory("cortex-certificate-");
        try
        {
            using var made = TestCertificate.Make();
            using var key = made.GetECDsaPrivateKey()!;
            var path = Path.Combine(folder.FullName, name);
            var keyText = key.ExportPkcs8PrivateKeyPem();
            switch (name)
            {
                case "both.pem":
                    await File.WriteAllTextAsync(path, made.ExportCertificatePem() + "\n" + keyText, TestContext.Current.CancellationToken);
                    break;
                case "apart.pem":
                    await File.WriteAllTextAsync(path, made.ExportCertificatePem(), TestContext.Current.CancellationToken);
                    await File.WriteAllTextAsync(Path.ChangeExtension(path, ".key"), keyText, TestContext.Current.CancellationToken);
                    break;
                default:
                    await File.WriteAllBytesAsync(path, made.Export(X509ContentType.Pkcs12), TestContext.Current.CancellationToken);
                    break;
            }

            using var opened = ServerCertificate.Open(path);
            await using var rig = await ServerRig.StartAsync(new LiveServerOptions { Certificate = opened });
            Assert.Equal("https", rig.Url.Scheme);
            await using var client = await LiveClient.OpenAsync(rig.Url);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_file_without_a_certificate_is_one_clear_sentence()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "no certificate");
            var failure = Assert.Throws<IOException>(() => ServerCertificate.Open(path));
            Assert.StartsWith(path, failure.Message, StringComparison.Ordinal);
            Assert.Contains("give a PFX file, or a PEM file", failure.Message, StringComparison.Ordinal);
            Assert.Throws<IOException>(() => ServerCertificate.Open(path + ".missing"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("missing", "there is no such file")]
    [InlineData("encrypted", "the private key is encrypted")]
    [InlineData("other", "that of another certificate")]
    [InlineData("keyless", "there is no private key in it")]
    [InlineData("key alone", "there is no certificate in it")]
    [InlineData("folder", "it is a folder")]
    [InlineData("huge", "larger than")]
    public void What_is_wrong_with_a_certificate_is_told_apart(string what, string why)
    {
        var folder = Directory.CreateTempSubdirectory("cortex-certificate-");
        try
        {
            using var made = TestCertificate.Make();
            using var other = TestCertificate.Make();
            using var key = (what is "other" ? other : made).GetECDsaPrivateKey()!;
            var path = Path.Combine(folder.FullName, "c.pem");
            var text = what switch
            {
                "encrypted" => made.ExportCertificatePem() + "\n" + key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000)),
                "keyless" => made.ExportCertificatePem(),
                "key alone" => key.ExportPkcs8PrivateKeyPem(),
                "huge" => new string('x', 2 * 1024 * 1024),
                _ => made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem(),
            };
            if (what is not "missing")
            {
                File.WriteAllText(path, text);
            }

            var failure = Assert.ThrowsAny<IOException>(() => ServerCertificate.Open(what is "folder" ? folder.FullName : path));
            Assert.Contains(why, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', failure.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_goes_through_is_counted_and_no_key_or_query_is_logged()
    {
        await using var rig = await ServerRig.StartAsync();
        var path = LiveClient.Path + "?key=made-up-key-1&note=made-up-note";
        await using (var client = await LiveClient.ConnectAsync(rig.Url, path, key: null))
        {
            await client.SendAsync(LiveClient.Setup());
            await client.UntilAsync("setupComplete");
            await client.SendAsync("""{"realtimeInput":{"text":"hello"}}""");
            await client.CloseAsync();
        }

        using var http = new RestClient(rig.Url, key: null);
        await http.GetAsync("v1beta/models?key=made-up-key-2");
        await http.GetAsync("v1beta/nonsense?key=made-up-key-3");
        await Cortex.Testing.Patience.Until(() => rig.Server.Counts.OpenConnections == 0, "the socket to be gone");
        var counts = rig.Server.Counts;
        Assert.Equal((1, 1, 2, 2), (counts.Connections, counts.Conversations, counts.MessagesIn, counts.Requests));
        Assert.Equal(1, counts.Closes[1000]);
        Assert.True(counts.BytesOut >= 26);
        Assert.DoesNotContain("made-up", rig.Log.Text, StringComparison.Ordinal);
        Assert.True(rig.Log.Count(4002) == 1, rig.Log.Text);
    }
}
