using Cortex.App.Talk;
using Cortex.Live;

namespace Cortex.App.Tests.Talk;

public sealed class CloseAdviceTests
{
    [Theory]
    [InlineData("the certificate of 127.0.0.1:9090 is not trusted: UntrustedRoot", "SSL_CERT_FILE")]
    [InlineData("API key not valid. Please pass a valid API key.", "GEMINI_API_KEY")]
    [InlineData("models/x is not found for API version v1beta", "--model")]
    public void What_was_refused_decides_what_to_do(string words, string advice)
    {
        var line = CloseAdvice.For(new CloseReason(CloseSide.Server, 1008, words, CloseClass.RefusedSetup), "x", "wss://127.0.0.1:9090");

        Assert.Contains(words.TrimEnd('.'), line);
        Assert.Contains(advice, line);
        Assert.DoesNotContain('\n', line);
    }
}
