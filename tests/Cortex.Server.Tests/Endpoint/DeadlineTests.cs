using Cortex.Live;
using Cortex.Server.Hosting;
using Cortex.Server.Tests.Rig;
using Cortex.Testing;

namespace Cortex.Server.Tests.Endpoint;

public sealed class DeadlineTests
{
    private const string Compressed = """ "contextWindowCompression":{"slidingWindow":{}} """;
    private const string IgnoredGoAway = "Connection aborted because the client failed to close the connection after receiving a GoAway signal once the session durat";

    [Fact]
    public async Task Go_away_comes_before_the_end_and_who_ignores_it_is_aborted()
    {
        await using var rig = await ServerRig.StartAsync(fakeClock: true);
        await using var client = await LiveClient.OpenAsync(rig.Url, Compressed);
        await ClockPump.Settle();
        rig.Clock.Advance(TimeSpan.FromSeconds(549));
        rig.Puppet.Conversations[0].SayText("in peace");
        Assert.True((await client.ReceiveAsync()).TryGetProperty("serverContent", out _));

        // On a busy machine the server's timers may have been armed after the clock had moved: each is waited for.
        var goAway = client.UntilAsync("goAway.timeLeft");
        await rig.Clock.RunUntil(goAway, TimeSpan.FromSeconds(1));
        Assert.Equal("50s", (await goAway).GetString());
        var end = client.UntilClosedAsync();
        await rig.Clock.RunUntil(end, TimeSpan.FromSeconds(1));
        Assert.Equal((1008, IgnoredGoAway), await end);
    }

    [Theory]
    [InlineData(false, 900, "")]
    [InlineData(true, 120, """{"realtimeInput":{"video":{"mimeType":"image/jpeg","data":"AAAA"}}}""")]
    public async Task Without_compression_a_session_ends_after_fifteen_minutes_or_two_with_frames(bool withVideo, int seconds, string first)
    {
        await using var rig = await ServerRig.StartAsync(
            new LiveServerOptions { ConnectionLifetime = TimeSpan.FromHours(1) }, fakeClock: true);
        await using var client = await LiveClient.OpenAsync(rig.Url);
        await using var compressed = await LiveClient.OpenAsync(rig.Url, Compressed);
        if (withVideo)
        {
            await client.SendAsync(first);
            await compressed.SendAsync(first);
            await Patience.Until(() => rig.Puppet.Conversations.All(static puppet => puppet.Heard.Count == 1), "the frames");
        }

        rig.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        await ClockPump.Settle();
        Assert.Equal(2, rig.Server.Counts.OpenConversations);
        var end = client.UntilClosedAsync();
        await rig.Clock.RunUntil(end, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(20));
        Assert.Equal((1007, "Request contains an invalid argument."), await end);
        rig.Puppet.Conversations[1].SayText("goes on");
        await compressed.UntilAsync("serverContent.modelTurn");
    }

    [Fact]
    public async Task A_session_does_not_grow_younger_by_resuming()
    {
        await using var rig = await ServerRig.StartAsync(fakeClock: true);
        await using var first = await LiveClient.OpenAsync(rig.Url, """ "sessionResumption":{} """);
        await rig.Clock.RunFor(TimeSpan.FromSeconds(500), TimeSpan.FromSeconds(100));
        rig.Puppet.Conversations[0].Answer(" a", " b");
        var handle = (await first.UntilAsync("sessionResumptionUpdate.newHandle")).GetString();
        await first.CloseAsync();
        await using var second = await LiveClient.OpenAsync(rig.Url, $$""" "sessionResumption":{"handle":"{{handle}}"} """);
        await rig.Clock.RunFor(TimeSpan.FromSeconds(401), TimeSpan.FromSeconds(10));
        Assert.Equal(1007, (await second.UntilClosedAsync()).Code);
    }

    [Fact]
    public async Task A_context_without_compression_ends_when_it_is_full()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.OpenAsync(rig.Url);
        var puppet = await rig.PuppetAsync();
        puppet.Answer(" a", " b", promptTokens: 100_000);
        puppet.Answer(" a", " b", promptTokens: 131_072);
        Assert.Equal((1007, "Request contains an invalid argument."), await client.UntilClosedAsync());
    }

    [Fact]
    public async Task One_conversation_too_many_is_told_about_its_quota()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { MaxConversations = 2 });
        await using var one = await LiveClient.OpenAsync(rig.Url);
        await using var two = await LiveClient.OpenAsync(rig.Url);
        await using var three = await LiveClient.ConnectAsync(rig.Url);
        await three.SendAsync(LiveClient.Setup());
        var (code, text) = await three.UntilClosedAsync();
        Assert.Equal(1011, code);
        Assert.StartsWith("You exceeded your current quota, please check your plan and billing details.", text, StringComparison.Ordinal);
        await one.CloseAsync();
        await Patience.Until(() => rig.Server.Counts.OpenConversations == 1, "the first to end");
        await using var four = await LiveClient.OpenAsync(rig.Url);
    }

    [Theory]
    [InlineData(1011, "The service is currently unavailable.", 1011)]
    [InlineData(1008, "The operation was aborted.", 1008)]
    [InlineData(1006, "broken", 1011)]
    public async Task The_end_of_the_engines_conversation_is_passed_on(int code, string text, int expected)
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.OpenAsync(rig.Url);
        (await rig.PuppetAsync()).Close(new CloseReason(CloseSide.Server, code, text, CloseClass.ServerFault));
        Assert.Equal((expected, text), await client.UntilClosedAsync());
    }

    [Fact]
    public async Task A_server_that_stops_says_so_and_closes_with_1001()
    {
        var rig = await ServerRig.StartAsync(fakeClock: true);
        await using var leaves = await LiveClient.OpenAsync(rig.Url);
        await using var stays = await LiveClient.OpenAsync(rig.Url);
        var stopping = rig.Server.StopAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("30s", (await leaves.UntilAsync("goAway.timeLeft")).GetString());
        await leaves.CloseAsync();
        Assert.Equal("30s", (await stays.UntilAsync("goAway.timeLeft")).GetString());
        await Patience.Until(() => rig.Server.Counts.OpenConnections == 1, "the polite one to be gone");
        rig.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((1001, "going away"), await stays.UntilClosedAsync());
        await stopping.Within("the server to stop");
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task A_token_that_expires_ends_the_conversation_at_the_next_message()
    {
        await using var rig = await ServerRig.StartAsync(fakeClock: true);
        using var http = new HttpClient { BaseAddress = rig.Url };
        using var minted = await http.PostAsync(
            new Uri("v1beta/auth_tokens?key=k", UriKind.Relative), new StringContent("{}"), TestContext.Current.CancellationToken);
        var name = System.Text.Json.Nodes.JsonNode.Parse(await minted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["name"]!.GetValue<string>();
        await using var client = await LiveClient.ConnectAsync(rig.Url, LiveClient.Constrained + "?access_token=" + Uri.EscapeDataString(name), key: null);
        await client.SendAsync(LiveClient.Setup(Compressed));
        await client.UntilAsync("setupComplete");
        rig.Clock.Advance(TimeSpan.FromMinutes(9));
        await client.SendAsync("""{"realtimeInput":{"text":"still valid"}}""");
        await Patience.Until(() => rig.Puppet.Conversations[0].Heard.Count == 1, "the words to arrive");
        await client.CloseAsync();

        await using var late = await LiveClient.ConnectAsync(rig.Url, LiveClient.Constrained + "?access_token=" + Uri.EscapeDataString(name), key: null);
        await late.SendAsync(LiveClient.Setup());
        Assert.Equal(1008, (await late.UntilClosedAsync()).Code);
    }
}
