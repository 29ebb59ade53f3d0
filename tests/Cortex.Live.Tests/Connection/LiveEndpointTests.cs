using Cortex.Live.Connection;
using Cortex.Live.Session;

namespace Cortex.Live.Tests.Connection;

public sealed class LiveEndpointTests
{
    private static readonly Credential Key = Credential.From("secret-key", "a test");
    private static readonly Credential Token = Credential.From("auth_tokens/secret-token", "a test");

    [Theory]
    [InlineData("https://generativelanguage.googleapis.com", "v1beta", "wss://generativelanguage.googleapis.com/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent")]
    [InlineData("https://generativelanguage.googleapis.com/", "v1alpha", "wss://generativelanguage.googleapis.com/ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContent")]
    [InlineData("http://127.0.0.1:9090", "v1beta", "ws://127.0.0.1:9090/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent")]
    [InlineData("wss://proxy.test:8443/gemini/", "v1beta", "wss://proxy.test:8443/gemini/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent")]
    [InlineData("ws://host.test/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent", "v1alpha", "ws://host.test/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent")]
    [InlineData("https://europe-west4-aiplatform.googleapis.com", "v1beta", "wss://europe-west4-aiplatform.googleapis.com/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent")]
    [InlineData("https://aiplatform.googleapis.com", "v1beta1", "wss://aiplatform.googleapis.com/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent")]
    public void Target_of_an_endpoint_is_the_address_of_the_method(string endpoint, string version, string expected) =>
        Assert.Equal(expected, LiveEndpoint.Target(new Uri(endpoint), version, Key).Uri.AbsoluteUri);

    [Fact]
    public void Target_with_a_key_carries_it_in_a_header_only()
    {
        var target = LiveEndpoint.Target(new Uri("https://live.test"), "v1beta", Key);
        Assert.Contains(new KeyValuePair<string, string>("x-goog-api-key", "secret-key"), target.Headers);
        Assert.DoesNotContain("secret", target.Uri.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", target.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Target_with_an_ephemeral_token_is_the_constrained_method()
    {
        var target = LiveEndpoint.Target(new Uri("https://live.test"), "v1beta", Token);
        Assert.EndsWith(".v1beta.GenerativeService.BidiGenerateContentConstrained", target.Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains(new KeyValuePair<string, string>("Authorization", "Token auth_tokens/secret-token"), target.Headers);
        Assert.DoesNotContain(target.Headers, static header => header.Key == "x-goog-api-key");
    }

    [Fact]
    public void Target_with_an_access_token_bears_it()
    {
        var target = LiveEndpoint.Target(new Uri("https://aiplatform.googleapis.com"), "v1beta", new Credential(CredentialKind.AccessToken, "oauth", "a test"));
        Assert.Contains(new KeyValuePair<string, string>("Authorization", "Bearer oauth"), target.Headers);
    }

    [Fact]
    public void Target_names_the_program() =>
        Assert.Contains(LiveEndpoint.Target(new Uri("https://live.test"), "v1beta", null).Headers, static header => header is { Key: "User-Agent" } && header.Value.StartsWith("cortex/", StringComparison.Ordinal));

    [Theory]
    [InlineData("https://live.test/?key=AIza-secret")]
    [InlineData("https://live.test/?alt=sse&access_token=AIza-secret")]
    [InlineData("https://user:AIza-secret@live.test/")]
    [InlineData("ftp://live.test/")]
    public void An_endpoint_with_a_secret_or_a_foreign_scheme_is_refused_without_repeating_it(string endpoint)
    {
        var fault = Assert.Throws<ArgumentException>(() => new LiveEngine(
            new LiveOptions { Endpoint = new Uri(endpoint) }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));
        Assert.DoesNotContain("AIza-secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_the_options_are_told_at_once()
    {
        var faults = new LiveOptions { Endpoint = new Uri("ftp://x"), ApiVersion = "", ConnectTimeout = TimeSpan.Zero, MaxMessageBytes = 1 }.Faults();
        Assert.Equal(4, faults.Count);
    }
}
