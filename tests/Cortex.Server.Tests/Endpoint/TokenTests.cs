using System.Net;
using System.Text.Json;
using Cortex.Server.Tests.Rig;

namespace Cortex.Server.Tests.Endpoint;

/// <summary>Ephemeral tokens from their making to their use (reference 8).</summary>
public sealed class TokenTests
{
    [Theory]
    [InlineData("v1beta")]
    [InlineData("v1alpha")]
    public async Task A_token_starts_as_many_sessions_as_it_may_and_resuming_does_not_count(string version)
    {
        await using var rig = await ServerRig.StartAsync();
        var token = await MintAsync(rig, """{"uses":1}""", version);
        var path = $"ws/google.ai.generativelanguage.{version}.GenerativeService.BidiGenerateContentConstrained?access_token={Uri.EscapeDataString(token)}";
        await using var first = await LiveClient.ConnectAsync(rig.Url, path, key: null);
        await first.SendAsync(LiveClient.Setup(""" "sessionResumption":{} """));
        await first.UntilAsync("setupComplete");
        (await rig.PuppetAsync()).Answer(" a", " b");
        var handle = (await first.UntilAsync("sessionResumptionUpdate.newHandle")).GetString();
        await first.CloseAsync();

        await using var resumed = await LiveClient.ConnectAsync(rig.Url, path, key: null);
        await resumed.SendAsync(LiveClient.Setup($$""" "sessionResumption":{"handle":"{{handle}}"} """));
        await resumed.UntilAsync("setupComplete");
        await using var second = await LiveClient.ConnectAsync(rig.Url, path, key: null);
        await second.SendAsync(LiveClient.Setup());
        Assert.Equal(1008, (await second.UntilClosedAsync()).Code);
    }

    [Fact]
    public async Task A_setup_must_come_first_with_a_token_too()
    {
        await using var rig = await ServerRig.StartAsync();
        var token = await MintAsync(rig, "{}");
        await using var client = await LiveClient.ConnectAsync(rig.Url, LiveClient.Constrained, key: null, headers: ("Authorization", $"Token {token}"));
        await client.SendAsync("""{"realtimeInput":{"text":"hi"}}""");
        Assert.Equal((1007, "setup must be the first message and only the first"), await client.UntilClosedAsync());
    }

    [Theory]
    [InlineData("""{"bidiGenerateContentSetup":{"model":"models/gemini-3.8-live","systemInstruction":{"parts":[{"text":"locked"}]}}}""", "locked", null)]
    [InlineData("""{"bidi_generate_content_setup":{"setup":{"model":"models/gemini-3.8-live","system_instruction":{"parts":[{"text":"locked"}]}}}}""", "locked", null)]
    [InlineData("""{"liveConnectConstraints":{"model":"models/gemini-3.8-live","config":{"systemInstruction":{"parts":[{"text":"locked"}]}}}}""", "locked", null)]
    [InlineData("""{"bidiGenerateContentSetup":{"model":"models/gemini-3.8-live","systemInstruction":{"parts":[{"text":"locked"}]}},"fieldMask":"model"}""", "free", 55)]
    [InlineData("""{"bidiGenerateContentSetup":{"model":"models/gemini-3.8-live","generationConfig":{"maxOutputTokens":9}},"fieldMask":"model,generationConfig.maxOutputTokens"}""", "free", 9)]
    [InlineData("""{"liveConnectConstraints":{"model":"models/gemini-3.8-live","config":{"maxOutputTokens":9}},"fieldMask":"max_output_tokens"}""", "free", 9)]
    [InlineData("{}", "free", 55)]
    public async Task What_a_token_fixes_is_laid_over_the_setup(string body, string instruction, int? maxTokens)
    {
        await using var rig = await ServerRig.StartAsync();
        var token = await MintAsync(rig, body);
        await using var client = await LiveClient.ConnectAsync(rig.Url, LiveClient.Constrained + "?access_token=" + token, key: null);
        await client.SendAsync(LiveClient.Setup(
            """ "system_instruction":{"parts":[{"text":"free"}]},"generation_config":{"max_output_tokens":55},"inputAudioTranscription":{} """));
        await client.UntilAsync("setupComplete");
        var setup = (await rig.PuppetAsync()).Setup;
        Assert.Equal(instruction, setup.SystemInstruction!.Parts[0].Text);
        Assert.Equal(maxTokens, setup.GenerationConfig?.MaxOutputTokens);
    }

    [Fact]
    public async Task A_locked_detection_decides_whether_marks_are_legal()
    {
        await using var rig = await ServerRig.StartAsync();
        var token = await MintAsync(rig, """{"bidiGenerateContentSetup":{"realtimeInputConfig":{"automaticActivityDetection":{"disabled":true}}},"fieldMask":"realtimeInputConfig"}""");
        await using var client = await LiveClient.ConnectAsync(rig.Url, LiveClient.Constrained + "?access_token=" + token, key: null);
        await client.SendAsync(LiveClient.Setup());
        await client.UntilAsync("setupComplete");
        await client.SendAsync("""{"realtimeInput":{"activityStart":{}}}""");
        await Cortex.Testing.Patience.Until(() => rig.Puppet.Conversations[0].Heard.Count == 1, "the mark");
    }

    [Theory]
    [InlineData("""{"uses":-1}""", "auth_token.uses")]
    [InlineData("""{"expireTime":"yesterday"}""", "auth_token.expire_time")]
    [InlineData("""{"expireTime":"2020-01-01T00:00:00Z"}""", "expire_time must be in the future")]
    [InlineData("""{"colour":"red"}""", "Unknown name \"colour\" at 'auth_token'")]
    [InlineData("""{"bidiGenerateContentSetup":{"responseModalities":["AUDIO"]}}""", "Unknown name \"responseModalities\" at 'auth_token.bidi_generate_content_setup'")]
    public async Task A_bad_wish_is_refused(string body, string words)
    {
        await using var rig = await ServerRig.StartAsync();
        var (status, answer) = await PostAsync(rig, body, "v1alpha");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("INVALID_ARGUMENT", answer.GetProperty("error").GetProperty("status").GetString());
        Assert.Contains(words, answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string> MintAsync(ServerRig rig, string body, string version = "v1beta")
    {
        var (status, answer) = await PostAsync(rig, body, version);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("auth_tokens/", answer.GetProperty("name").GetString(), StringComparison.Ordinal);
        return answer.GetProperty("name").GetString()!;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(ServerRig rig, string body, string version)
    {
        using var http = new HttpClient { BaseAddress = rig.Url };
        http.DefaultRequestHeaders.Add("x-goog-api-key", "k");
        using var answer = await http.PostAsync(new Uri($"{version}/auth_tokens", UriKind.Relative), new StringContent(body), TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode, document.RootElement.Clone());
    }
}
