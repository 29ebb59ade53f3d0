using Cortex.Live.Connection;

namespace Cortex.Live.Tests.Connection;

public sealed class CredentialsTests
{
    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("", " ", null, null)]
    [InlineData("google", null, "google", "GOOGLE_API_KEY")]
    [InlineData(null, "gemini", "gemini", "GEMINI_API_KEY")]
    [InlineData(" ", "gemini", "gemini", "GEMINI_API_KEY")]
    [InlineData("google", "google", "google", "GOOGLE_API_KEY")]
    [InlineData(" google\n", "gemini", "google", "GOOGLE_API_KEY")]
    public void Find_takes_the_first_variable_that_holds_a_key(string? google, string? gemini, string? secret, string? origin)
    {
        var found = With(google, gemini).Find();
        Assert.Equal((secret, origin), (found?.Secret, found?.Origin));
    }

    [Fact]
    public void Find_with_two_different_keys_warns_which_one_is_used_and_shows_neither()
    {
        var warning = With("google-secret", "gemini-secret").Find()!.Warning;
        Assert.Contains("GOOGLE_API_KEY is used", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", warning, StringComparison.Ordinal);
        Assert.Null(With("same", "same").Find()!.Warning);
    }

    [Fact]
    public async Task Get_without_a_key_says_what_to_set()
    {
        var exception = await Assert.ThrowsAsync<CredentialException>(async () => await With(null, null).GetAsync(TestContext.Current.CancellationToken));
        Assert.Contains("GEMINI_API_KEY", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_tells_a_key_from_an_ephemeral_token()
    {
        Assert.Equal(CredentialKind.ApiKey, Credential.From("AIza", "x").Kind);
        Assert.Equal(CredentialKind.EphemeralToken, Credential.From(" auth_tokens/abc ", "x").Kind);
    }

    private static EnvironmentCredentials With(string? google, string? gemini) =>
        new(name => name is "GOOGLE_API_KEY" ? google : name is "GEMINI_API_KEY" ? gemini : null);
}
