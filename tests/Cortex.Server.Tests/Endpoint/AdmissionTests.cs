using System.Net;
using System.Net.WebSockets;
using Cortex.Server.Hosting;
using Cortex.Server.Tests.Rig;

namespace Cortex.Server.Tests.Endpoint;

public sealed class AdmissionTests
{
    private const string BadKey = "API key not valid. Please pass a valid API key.";
    private const string NoCaller = "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API c";

    public static TheoryData<string, string?, string?, bool> Ways => new()
    {
        { LiveClient.Path, "x-goog-api-key", "secret-1", true },
        { LiveClient.Path + "?key=secret-1", null, null, true },
        { LiveClient.Path + "?access_token=secret-1", null, null, true },
        { LiveClient.Path, "Authorization", "Bearer secret-1", true },
        { LiveClient.Path, "x-goog-api-key", "wrong", false },
        { LiveClient.Path + "?key=wrong", null, null, false },
        { LiveClient.Path, null, null, false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_kind_of_key_is_taken_and_a_wrong_one_is_refused_after_the_upgrade(string path, string? header, string? value, bool accepted)
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { AcceptedKeys = ["other", "secret-1"] });
        await using var client = await LiveClient.ConnectAsync(rig.Url, path, key: null, header is null ? [] : [(header, value!)]);
        if (accepted)
        {
            await client.SendAsync(LiveClient.Setup());
            Assert.True((await client.ReceiveAsync()).TryGetProperty("setupComplete", out _));
        }
        else
        {
            Assert.Equal((1007, BadKey), await client.UntilClosedAsync());
        }

        await client.DisposeAsync();
        await rig.Server.DisposeAsync();
        Assert.DoesNotContain("secret-1", rig.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", rig.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_accepted_keys_any_key_will_do_but_none_will_not()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var some = await LiveClient.OpenAsync(rig.Url);
        await using var none = await LiveClient.ConnectAsync(rig.Url, key: null);
        Assert.Equal((1007, BadKey), await none.UntilClosedAsync());
    }

    [Fact]
    public async Task A_token_belongs_on_the_constrained_method_and_nothing_else_does()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var token = await LiveClient.ConnectAsync(rig.Url, key: null, headers: ("Authorization", "Token auth_tokens/abc"));
        Assert.Equal((1008, NoCaller), await token.UntilClosedAsync());
        await using var key = await LiveClient.ConnectAsync(rig.Url, LiveClient.Constrained);
        Assert.Equal((1008, NoCaller), await key.UntilClosedAsync());
        await using var unknown = await LiveClient.ConnectAsync(rig.Url, LiveClient.Constrained + "?access_token=auth_tokens/abc", key: null);
        Assert.Equal(1008, (await unknown.UntilClosedAsync()).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("some/prefix/")]
    public async Task A_base_url_may_have_a_path_of_its_own(string prefix)
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.OpenAsync(rig.Url, path: prefix + LiveClient.Path);
    }

    [Fact]
    public async Task A_browser_page_is_refused_unless_its_origin_is_allowed()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { AllowedOrigins = ["http://localhost:5173"] });
        await using var mine = await LiveClient.ConnectAsync(rig.Url, headers: ("Origin", "http://localhost:5173"));
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(rig.Url, headers: ("Origin", "https://evil.example")));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);

        using var http = new HttpClient { BaseAddress = rig.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1beta/models?key=k");
        request.Headers.Add("Origin", "https://evil.example");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
